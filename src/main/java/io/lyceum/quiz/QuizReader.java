package io.lyceum.quiz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.lyceum.core.SchoolId;
import io.lyceum.core.TopicId;
import io.lyceum.core.UserId;
import io.lyceum.platform.json.Fields;
import io.lyceum.quiz.domain.Answer;
import io.lyceum.quiz.domain.Person;
import io.lyceum.quiz.domain.Question;
import io.lyceum.quiz.domain.QuestionId;
import io.lyceum.quiz.domain.QuizCommand;
import io.lyceum.quiz.domain.QuizPlan;
import io.lyceum.quiz.domain.Scoring;
import io.lyceum.topic.CommandTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** What comes in: JSON to commands. */
final class QuizReader {
  private static final int MAX_ANSWER_TEXT = 200;
  private static final int MAX_CODE = 16;
  private static final int MAX_ID = 200;
  private static final UserId NOBODY = new UserId("nobody");

  private QuizReader() {}

  static CommandTable<QuizCommand> commands() {
    return new CommandTable<QuizCommand>()
        .on("quiz:open", _ -> new QuizCommand.OpenQuiz())
        .on("question:next", _ -> new QuizCommand.NextQuestion())
        .on("question:close", _ -> new QuizCommand.CloseQuestion())
        .on("answer:submit", QuizReader::submit)
        .on("quiz:finish", _ -> new QuizCommand.FinishQuiz())
        .internal("quiz:create", QuizReader::create)
        .internal("participant:add", QuizReader::participant);
  }

  /**
   * What an owner sends by REST: questions get their ids by their order, {@code q1}, {@code q2}.
   */
  static QuizPlan request(Fields fields, Person owner) {
    AtomicInteger number = new AtomicInteger();
    return plan(fields, "", owner, _ -> new QuestionId("q" + number.incrementAndGet()));
  }

  private static QuizCommand create(Fields fields) {
    JsonNode owner = fields.value("owner").orElseGet(MissingNode::getInstance);
    Optional<UserId> user = userId(owner.path("id").asText());
    if (user.isEmpty()) {
      fields.problem("owner", "must be a person");
    }
    Person person = new Person(user.orElse(NOBODY), owner.path("name").asText());
    return new QuizCommand.CreateQuiz(
        plan(fields, fields.text("code", MAX_CODE), person, QuizReader::questionId));
  }

  private static QuizPlan plan(
      Fields fields, String code, Person owner, Function<Fields, QuestionId> id) {
    return new QuizPlan(
        fields.text("title", QuizPlan.MAX_TITLE),
        code,
        fields.optionalParsed("classId", "", "the id of a class", QuizReader::id),
        fields.optionalParsed("courseId", "", "the id of a course", QuizReader::id),
        fields.parsed("scoring", Scoring.Rule.ACCURACY, "accuracy or speed", QuizReader::rule),
        owner,
        fields.objects(
            "questions", 1, QuizPlan.MAX_QUESTIONS, item -> QuestionReader.read(item, id)));
  }

  private static QuizCommand participant(Fields fields) {
    UserId user = fields.parsed("user", NOBODY, "the id of a person", QuizReader::userId);
    return new QuizCommand.AddParticipant(new Person(user, fields.text("name", MAX_ID)));
  }

  private static QuizCommand submit(Fields fields) {
    return new QuizCommand.SubmitAnswer(
        new QuestionId(fields.text("question", MAX_ID)), answer(fields));
  }

  /** Any form an answer may have; whether the question wants it, the rules know. */
  private static Answer answer(Fields fields) {
    Optional<JsonNode> value = fields.value("answer");
    if (value.isEmpty()) {
      return fields.missing("answer", Answer.truth(false));
    }
    Optional<Answer> answer =
        switch (value.get().getNodeType()) {
          case NUMBER -> number(value.get());
          case BOOLEAN -> Optional.of(Answer.truth(value.get().asBoolean()));
          case ARRAY -> choices(value.get());
          case STRING -> Optional.of(Answer.text(fields.text("answer", MAX_ANSWER_TEXT)));
          case OBJECT, NULL, MISSING, BINARY, POJO -> Optional.empty();
        };
    return answer.orElseGet(
        () -> {
          fields.problem("answer", "must be a number, true or false, a list of indexes or a text");
          return Answer.truth(false);
        });
  }

  private static Optional<Answer> number(JsonNode value) {
    double number = value.asDouble();
    return Double.isFinite(number) ? Optional.of(Answer.number(number)) : Optional.empty();
  }

  private static Optional<Answer> choices(JsonNode list) {
    List<Integer> indexes = new ArrayList<>();
    for (JsonNode item : list) {
      if (!item.isInt() || indexes.size() == Question.MAX_CHOICES) {
        return Optional.empty();
      }
      indexes.add(item.asInt());
    }
    return Optional.of(Answer.choices(indexes));
  }

  private static QuestionId questionId(Fields fields) {
    return new QuestionId(fields.text("id", MAX_ID));
  }

  private static Optional<Scoring.Rule> rule(String text) {
    return Arrays.stream(Scoring.Rule.values())
        .filter(rule -> rule.name().toLowerCase(Locale.ROOT).equals(text))
        .findFirst();
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
