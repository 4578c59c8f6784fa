package io.lyceum.flow;

import io.lyceum.classroom.ClassroomTopic;
import io.lyceum.core.Caller;
import io.lyceum.core.ErrorCode;
import io.lyceum.core.Role;
import io.lyceum.core.SchoolId;
import io.lyceum.core.TopicId;
import io.lyceum.identity.DemoPeople;
import io.lyceum.platform.database.Database;
import io.lyceum.platform.database.JoinCodes;
import io.lyceum.platform.http.Refusal;
import io.lyceum.progress.Course;
import io.lyceum.progress.ProgressEnrolment;
import io.lyceum.progress.domain.CourseId;
import io.lyceum.progress.domain.Enrolment;
import io.lyceum.progress.domain.LessonId;
import io.lyceum.progress.domain.Person;
import io.lyceum.quiz.QuizTopic;
import io.lyceum.topic.Topics;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * A course, a class and a quiz for the demo people, so that there is something to open. Made once;
 * again changes nothing.
 */
public final class DemoSchool {
  private static final int TRIES = 10;
  private static final SchoolId SCHOOL = DemoPeople.SCHOOL;
  private static final CourseId COURSE = new CourseId("computing");
  private static final TopicId CLASSROOM = new TopicId(SCHOOL, ClassroomTopic.NAME, "demo-class");
  private static final TopicId QUIZ = new TopicId(SCHOOL, QuizTopic.NAME, "demo-quiz");

  private final Topics topics;
  private final Database database;
  private final ProgressEnrolment enrolment;

  public DemoSchool(Topics topics, Database database) {
    this.topics = topics;
    this.database = database;
    this.enrolment = new ProgressEnrolment(topics, database);
  }

  /** Completes when all is there. */
  public CompletionStage<?> open() {
    return enrolment
        .addCourse(SCHOOL, course())
        .thenCompose(_ -> reserveCodes())
        .thenCompose(_ -> tell(CLASSROOM, "class:create", classroom()))
        .thenCompose(_ -> tell(QUIZ, "quiz:create", quiz()))
        .thenCompose(_ -> forEachPupil());
  }

  private CompletionStage<?> forEachPupil() {
    CompletableFuture<?>[] enrolled =
        DemoPeople.ALL.stream()
            .map(DemoPeople.DemoPerson::person)
            .filter(person -> person.role() == Role.STUDENT)
            .map(
                person ->
                    tell(
                            CLASSROOM,
                            "member:enroll",
                            Map.of("user", person.id().value(), "name", person.name()))
                        .thenCompose(
                            _ ->
                                enrolment.enroll(
                                    SCHOOL, COURSE, new Person(person.id(), person.name())))
                        .toCompletableFuture())
            .toArray(CompletableFuture[]::new);
    return CompletableFuture.allOf(enrolled);
  }

  private CompletionStage<?> tell(TopicId topic, String type, Object data) {
    return tell(topic, type, data, TRIES);
  }

  /**
   * A conflict says it was made by an earlier start. A topic may need longer than its callers wait
   * when a node starts cold on a busy machine: it is asked again, with no harm done if it had
   * heard.
   */
  private CompletionStage<Long> tell(TopicId topic, String type, Object data, int tries) {
    return topics
        .tell(topic, Caller.system(SCHOOL), type, data)
        .exceptionallyCompose(
            failure -> {
              Refusal refusal = Refusal.in(failure);
              ErrorCode code = refusal == null ? null : refusal.rejection().code();
              if (code == ErrorCode.CONFLICT) {
                return CompletableFuture.completedFuture(0L);
              }
              if (code == ErrorCode.UNAVAILABLE && tries > 1) {
                return tell(topic, type, data, tries - 1);
              }
              return CompletableFuture.failedFuture(
                  new IllegalStateException(
                      "the demo school cannot open: " + topic.wire(), failure));
            });
  }

  private CompletionStage<?> reserveCodes() {
    JoinCodes codes = new JoinCodes();
    return database.transaction(
        SCHOOL,
        handle -> {
          codes.reserve(handle, CLASSROOM, "DEMO23");
          return codes.reserve(handle, QUIZ, "QUIZ23");
        });
  }

  private static Map<String, Object> teacher() {
    DemoPeople.DemoPerson teacher = DemoPeople.ALL.getFirst();
    return Map.of("id", teacher.person().id().value(), "name", teacher.person().name());
  }

  private static Course course() {
    DemoPeople.DemoPerson teacher = DemoPeople.ALL.getFirst();
    return new Course(
        COURSE,
        "Computing, from the loom to the network",
        new Person(teacher.person().id(), teacher.person().name()),
        List.of(
            new Enrolment.Lesson(new LessonId("looms"), "Looms and punched cards", 300),
            new Enrolment.Lesson(new LessonId("engine"), "The analytical engine", 420),
            new Enrolment.Lesson(new LessonId("compiler"), "The first compiler", 360),
            new Enrolment.Lesson(new LessonId("network"), "Machines that talk", 480)),
        1);
  }

  private static Map<String, Object> classroom() {
    return Map.of(
        "title",
        "Computing, first lesson",
        "code",
        "DEMO23",
        "courseId",
        COURSE.value(),
        "teacher",
        teacher());
  }

  private static Map<String, Object> quiz() {
    return Map.of(
        "title", "What do you remember?",
        "code", "QUIZ23",
        "classId", CLASSROOM.id(),
        "courseId", COURSE.value(),
        "scoring", "speed",
        "owner", teacher(),
        "questions",
            List.of(
                question(
                    "q1",
                    "single",
                    "Who wrote the first published algorithm for a machine?",
                    List.of("Charles Babbage", "Ada Lovelace", "Joseph Jacquard", "George Boole"),
                    1),
                question(
                    "q2",
                    "boolean",
                    "A punched card controlled the pattern of a loom.",
                    null,
                    true),
                question(
                    "q3",
                    "multiple",
                    "Which of these are programming languages?",
                    List.of("COBOL", "ENIAC", "Fortran", "Colossus"),
                    List.of(0, 2)),
                question(
                    "q4",
                    "numeric",
                    "How many bits make a byte?",
                    null,
                    Map.of("value", 8, "tolerance", 0)),
                question(
                    "q5",
                    "text",
                    "What is a program called that translates another program?",
                    null,
                    List.of("compiler", "a compiler", "the compiler"))));
  }

  private static Map<String, Object> question(
      String id, String type, String text, @Nullable Object choices, Object solution) {
    Map<String, Object> question = new HashMap<>();
    question.put("id", id);
    question.put("type", type);
    question.put("text", text);
    if (choices != null) {
      question.put("choices", choices);
    }
    question.put("solution", solution);
    question.put("seconds", 20);
    question.put("points", 1000);
    return question;
  }
}
