package io.lyceum.quiz.domain;

import io.lyceum.core.Caller;
import io.lyceum.core.Role;
import io.lyceum.core.SchoolId;
import io.lyceum.core.TopicId;
import io.lyceum.core.UserId;
import java.util.List;
import java.util.Optional;

/** A quiz with one question of each type, and the people around it. */
public final class QuizSamples {
  public static final SchoolId SCHOOL = new SchoolId("school");
  public static final TopicId TOPIC = new TopicId(SCHOOL, "quiz", "1");
  public static final Caller SERVER = Caller.system(SCHOOL);
  public static final Caller TEACHER = person("grace", "Grace", Role.TEACHER);
  public static final Caller ADA = person("ada", "Ada", Role.STUDENT);
  public static final Caller BOB = person("bob", "Bob", Role.STUDENT);
  public static final Caller EVE = person("eve", "Eve", Role.STUDENT);

  public static final QuestionId Q1 = new QuestionId("q1");
  public static final QuestionId Q2 = new QuestionId("q2");

  private QuizSamples() {}

  public static Caller person(String id, String name, Role role) {
    return new Caller(new UserId(id), name, role, SCHOOL);
  }

  public static Person as(Caller caller) {
    return new Person(caller.user(), caller.name());
  }

  public static Question single() {
    return question("q1", Question.Type.SINGLE, List.of("a", "b", "c"), Solution.choice(1));
  }

  public static Question multiple() {
    return question(
        "q2", Question.Type.MULTIPLE, List.of("a", "b", "c"), Solution.choices(List.of(0, 2)));
  }

  public static Question truth() {
    return question("q3", Question.Type.BOOLEAN, List.of(), Solution.truth(true));
  }

  public static Question numeric() {
    return question("q4", Question.Type.NUMERIC, List.of(), Solution.range(0.3, 0.1));
  }

  public static Question text() {
    return question(
        "q5", Question.Type.TEXT, List.of(), Solution.spellings(List.of("Straße", "Strasze")));
  }

  public static QuizPlan plan(Scoring.Rule scoring) {
    return new QuizPlan(
        "Quiz",
        "ABCDEF",
        Optional.empty(),
        Optional.of("course"),
        scoring,
        as(TEACHER),
        List.of(single(), multiple(), truth(), numeric(), text()));
  }

  public static QuizPlan ofClass(String classId) {
    QuizPlan plan = plan(Scoring.Rule.ACCURACY);
    return new QuizPlan(
        plan.title(),
        plan.code(),
        Optional.of(classId),
        plan.courseId(),
        plan.scoring(),
        plan.owner(),
        plan.questions());
  }

  /** 20 seconds, 100 points. */
  private static Question question(
      String id, Question.Type type, List<String> choices, Solution solution) {
    return new Question(new QuestionId(id), type, "Text of " + id, choices, solution, 20, 100);
  }
}
