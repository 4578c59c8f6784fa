package io.lyceum.classroom;

import static org.assertj.core.api.Assertions.assertThat;

import io.lyceum.classroom.domain.ClassroomEvent;
import io.lyceum.classroom.domain.Founding;
import io.lyceum.classroom.domain.Teacher;
import io.lyceum.core.SchoolId;
import io.lyceum.core.TopicId;
import io.lyceum.core.UserId;
import io.lyceum.platform.json.JournalCodec;
import io.lyceum.platform.projection.StoredEvent;
import io.lyceum.testkit.TestDatabase;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ClassroomHistoryTest {
  @RegisterExtension static final TestDatabase database = TestDatabase.fresh();

  private static final Instant NOON = Instant.parse("2026-01-05T12:00:00Z");
  private static final UserId TEA = new UserId("tea");
  private static final UserId ADA = new UserId("ada");

  private final ClassroomHistoryProjection projection = new ClassroomHistoryProjection();

  @Test
  void a_class_is_listed_for_its_teacher_and_its_members_only() {
    TopicId topic = topic("lists", "c1");
    Founding founding =
        new Founding("Algebra", "ABC234", Optional.of("m1"), new Teacher(TEA, "Tea"));
    apply(topic, new ClassroomEvent.ClassCreated(founding, NOON));
    apply(topic, new ClassroomEvent.MemberEnrolled(ADA, "Ada", false, 2));
    assertThat(listOf("lists", TEA)).containsExactly(row("scheduled", "ABC234", null, null));
    apply(topic, new ClassroomEvent.ClassStarted(NOON));
    assertThat(listOf("lists", ADA)).containsExactly(row("running", null, NOON, null));
    apply(topic, new ClassroomEvent.ClassEnded(NOON.plusSeconds(60)));
    assertThat(listOf("lists", ADA))
        .containsExactly(row("ended", null, NOON, NOON.plusSeconds(60)));
    assertThat(listOf("lists", new UserId("eve"))).isEmpty();
    assertThat(listOf("elsewhere", TEA)).isEmpty();
  }

  @Test
  void a_late_first_write_does_not_bring_back_who_was_removed() {
    TopicId topic = topic("removal", "c1");
    Founding founding = new Founding("Art", "ABC234", Optional.empty(), new Teacher(TEA, "Tea"));
    apply(topic, new ClassroomEvent.ClassCreated(founding, NOON));
    apply(topic, new ClassroomEvent.MemberEnrolled(ADA, "Ada", false, 2));
    apply(topic, new ClassroomEvent.MemberRemoved(ADA, NOON));
    database.jdbi().useHandle(h -> ClassroomHistory.firstEnrolled(h, topic, ADA));
    assertThat(listOf("removal", ADA)).isEmpty();
    apply(topic, new ClassroomEvent.MemberEnrolled(ADA, "Ada", false, 4));
    assertThat(listOf("removal", ADA)).hasSize(1);
  }

  private List<ClassroomHistory.Row> listOf(String school, UserId person) {
    return database
        .jdbi()
        .withHandle(handle -> ClassroomHistory.of(handle, new SchoolId(school), person));
  }

  private void apply(TopicId topic, ClassroomEvent event) {
    JournalCodec<?, ClassroomEvent> journal = ClassroomTopic.journal();
    StoredEvent stored =
        new StoredEvent(topic, 1, journal.manifest(event), TEA, NOON, journal.write(event));
    database.jdbi().useTransaction(handle -> projection.apply(handle, stored));
  }

  private static ClassroomHistory.Row row(
      String status,
      @Nullable String code,
      @Nullable Instant startedAt,
      @Nullable Instant endedAt) {
    ClassroomHistory.Teacher teacher = new ClassroomHistory.Teacher("tea", "Tea");
    return new ClassroomHistory.Row(
        "c1", "Algebra", status, teacher, "m1", code, NOON, startedAt, endedAt);
  }

  private static TopicId topic(String school, String id) {
    return new TopicId(new SchoolId(school), "class", id);
  }
}
