package io.lyceum.progress.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.lyceum.core.Admission;
import io.lyceum.core.Caller;
import io.lyceum.core.CommandId;
import io.lyceum.core.Context;
import io.lyceum.core.Decision;
import io.lyceum.core.ErrorCode;
import io.lyceum.core.Reason;
import io.lyceum.core.Rejection;
import io.lyceum.core.Role;
import io.lyceum.core.SchoolId;
import io.lyceum.core.TopicId;
import io.lyceum.core.TopicRole;
import io.lyceum.core.UserId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Lives through a course as the runtime would: two lessons of 100 seconds and two quizzes. */
public final class ProgressStory {
  public static final Instant NOW = Instant.parse("2026-09-01T08:00:00Z");
  public static final SchoolId SCHOOL = new SchoolId("school");
  public static final TopicId TOPIC = new TopicId(SCHOOL, "progress", "ada/course");
  public static final Caller SERVER = Caller.system(SCHOOL);
  public static final Caller ADA = person("ada", "Ada", Role.STUDENT);
  public static final Caller BOB = person("bob", "Bob", Role.STUDENT);
  public static final Caller PARENT = person("mum", "Mum", Role.PARENT);
  public static final Caller TEACHER = person("grace", "Grace", Role.TEACHER);
  public static final LessonId L1 = new LessonId("l1");
  public static final LessonId L2 = new LessonId("l2");

  private static final CommandId ID =
      new CommandId(UUID.fromString("01990000-0000-7000-8000-000000000000"));

  private final ProgressDecider decider = new ProgressDecider();
  private final List<ProgressEvent> history = new ArrayList<>();
  private ProgressState state = decider.initial(TOPIC);
  private List<ProgressEvent> last = List.of();
  private @Nullable Rejection refusal;

  public static Enrolment enrolment() {
    return new Enrolment(
        new Person(ADA.user(), ADA.name()),
        new CourseId("course"),
        "Course",
        new Person(TEACHER.user(), TEACHER.name()),
        List.of(new Enrolment.Lesson(L1, "One", 100), new Enrolment.Lesson(L2, "Two", 100)),
        2);
  }

  public static ProgressStory enrolled() {
    return new ProgressStory().when(SERVER, new ProgressCommand.Enroll(enrolment()));
  }

  public ProgressStory when(Caller caller, ProgressCommand command) {
    switch (decider.admit(state, caller)) {
      case Admission.Admitted(TopicRole role, long _) ->
          take(
              decider.decide(
                  state, command, new Context(TOPIC, caller, role, ID, NOW, history.size() + 1L)));
      case Admission.Refused(Rejection rejection) -> take(Decision.reject(rejection));
      case Admission.AskElsewhere _ -> throw new AssertionError("progress asks nobody");
    }
    return this;
  }

  public ProgressStory quiz(String id, int score, int max) {
    return when(SERVER, new ProgressCommand.CountQuiz(new QuizId(id), "Quiz " + id, score, max));
  }

  public ProgressStory then(ProgressEvent... events) {
    assertThat(refusal).isNull();
    assertThat(last).containsExactly(events);
    return this;
  }

  public ProgressStory thenRefused(Reason reason) {
    assertThat(refusal).isEqualTo(reason.rejection());
    return this;
  }

  public ProgressStory thenRefused(ErrorCode code) {
    assertThat(refusal).isNotNull().extracting(Rejection::code).isEqualTo(code);
    return this;
  }

  public ProgressState state() {
    return state;
  }

  public ProgressDecider decider() {
    return decider;
  }

  public List<ProgressEvent> last() {
    return last;
  }

  public List<ProgressEvent> history() {
    return List.copyOf(history);
  }

  public Optional<Rejection> refusal() {
    return Optional.ofNullable(refusal);
  }

  private void take(Decision<ProgressEvent> decision) {
    switch (decision) {
      case Decision.Accepted<ProgressEvent>(var events) -> {
        refusal = null;
        last = events;
        history.addAll(events);
        events.forEach(event -> state = decider.evolve(state, event));
      }
      case Decision.Rejected<ProgressEvent>(var rejection) -> {
        refusal = rejection;
        last = List.of();
      }
    }
  }

  private static Caller person(String id, String name, Role role) {
    return new Caller(new UserId(id), name, role, SCHOOL);
  }
}
