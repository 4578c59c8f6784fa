package io.lyceum.progress;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.lyceum.core.SchoolId;
import io.lyceum.core.TopicId;
import io.lyceum.core.UserId;
import io.lyceum.platform.json.Fields;
import io.lyceum.progress.domain.CourseId;
import io.lyceum.progress.domain.Enrolment;
import io.lyceum.progress.domain.LessonId;
import io.lyceum.progress.domain.Person;
import io.lyceum.progress.domain.ProgressCommand;
import io.lyceum.progress.domain.QuizId;
import io.lyceum.topic.CommandTable;
import java.util.Optional;

/** What comes in: JSON to commands. */
final class ProgressReader {
  private static final int MAX_ID = 200;
  private static final int MAX_TITLE = 200;
  private static final int MAX_SCORE = 1_000_000;
  private static final UserId NOBODY = new UserId("nobody");

  private ProgressReader() {}

  static CommandTable<ProgressCommand> commands() {
    return new CommandTable<ProgressCommand>()
        .on("lesson:start", fields -> new ProgressCommand.StartLesson(lesson(fields)))
        .on(
            "lesson:watch",
            fields -> new ProgressCommand.WatchLesson(lesson(fields), fields.decimal("position")))
        .on("lesson:complete", fields -> new ProgressCommand.CompleteLesson(lesson(fields)))
        .internal("progress:enroll", ProgressReader::enroll)
        .internal("guardian:add", fields -> new ProgressCommand.AddGuardian(user(fields)))
        .internal("guardian:remove", fields -> new ProgressCommand.RemoveGuardian(user(fields)))
        .internal("quiz:count", ProgressReader::count);
  }

  private static ProgressCommand enroll(Fields fields) {
    return new ProgressCommand.Enroll(
        new Enrolment(
            person(fields, "learner"),
            new CourseId(fields.parsed("course", "", "the id of a course", ProgressReader::id)),
            fields.text("title", MAX_TITLE),
            person(fields, "teacher"),
            fields.objects("lessons", 0, Enrolment.MAX_LESSONS, ProgressReader::courseLesson),
            (int) fields.number("quizzes", 0, Enrolment.MAX_QUIZZES)));
  }

  private static Enrolment.Lesson courseLesson(Fields fields) {
    return new Enrolment.Lesson(
        new LessonId(fields.text("id", MAX_ID)),
        fields.text("title", MAX_TITLE),
        (int) fields.number("seconds", 0, Enrolment.Lesson.MAX_SECONDS));
  }

  private static ProgressCommand count(Fields fields) {
    int max = (int) fields.number("max", 0, MAX_SCORE);
    return new ProgressCommand.CountQuiz(
        new QuizId(fields.text("quiz", MAX_ID)),
        fields.text("title", MAX_TITLE),
        (int) fields.number("score", 0, max),
        max);
  }

  private static UserId user(Fields fields) {
    return fields.parsed("user", NOBODY, "a user's id", UserId::parse);
  }

  private static LessonId lesson(Fields fields) {
    return new LessonId(fields.text("lesson", MAX_ID));
  }

  private static Person person(Fields fields, String field) {
    JsonNode person = fields.value(field).orElseGet(MissingNode::getInstance);
    Optional<UserId> user = userId(person.path("id").asText());
    if (user.isEmpty()) {
      fields.problem(field, "must be a person");
    }
    return new Person(user.orElse(NOBODY), person.path("name").asText());
  }

  private static Optional<String> id(String text) {
    return TopicId.parse(new SchoolId("any"), "any:" + text).map(TopicId::id);
  }

  private static Optional<UserId> userId(String text) {
    try {
      return Optional.of(new UserId(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
