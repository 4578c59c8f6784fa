package io.lyceum.tenancy;

import static org.assertj.core.api.Assertions.assertThat;

import io.lyceum.call.CallSettings;
import io.lyceum.call.CallTopic;
import io.lyceum.chat.ChatHistoryProjection;
import io.lyceum.chat.ChatTopic;
import io.lyceum.chat.domain.ChatEvent;
import io.lyceum.chat.domain.ChatMember;
import io.lyceum.chat.domain.ChatRole;
import io.lyceum.chat.domain.ChatType;
import io.lyceum.classroom.ClassroomHistoryProjection;
import io.lyceum.classroom.ClassroomTopic;
import io.lyceum.classroom.domain.ClassroomEvent;
import io.lyceum.classroom.domain.Founding;
import io.lyceum.classroom.domain.Teacher;
import io.lyceum.core.SchoolId;
import io.lyceum.core.TopicId;
import io.lyceum.core.UserId;
import io.lyceum.identity.EmailAddress;
import io.lyceum.identity.mail.Letter;
import io.lyceum.identity.mail.Outbox;
import io.lyceum.identity.privacy.AccountData;
import io.lyceum.media.recording.RecordingPersonalData;
import io.lyceum.platform.database.Database;
import io.lyceum.platform.database.SchoolScope;
import io.lyceum.platform.json.JournalCodec;
import io.lyceum.platform.privacy.DataSubject;
import io.lyceum.platform.privacy.Disclosure;
import io.lyceum.platform.privacy.ErasedPeople;
import io.lyceum.platform.privacy.PersonalData;
import io.lyceum.platform.privacy.PersonalRecords;
import io.lyceum.platform.projection.Projection;
import io.lyceum.platform.projection.StoredEvent;
import io.lyceum.platform.seal.Seal;
import io.lyceum.platform.settings.MailSettings;
import io.lyceum.progress.ProgressHistoryProjection;
import io.lyceum.progress.ProgressTopic;
import io.lyceum.progress.domain.CourseId;
import io.lyceum.progress.domain.Enrolment;
import io.lyceum.progress.domain.ProgressEvent;
import io.lyceum.quiz.QuizParticipantsProjection;
import io.lyceum.quiz.QuizSettings;
import io.lyceum.quiz.QuizTopic;
import io.lyceum.quiz.domain.Person;
import io.lyceum.quiz.domain.QuizEvent;
import io.lyceum.testkit.TestDatabase;
import io.lyceum.topic.LiveKind;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.awaitility.Awaitility;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Whoever is erased is in no table any more, and nothing brings them back. */
class PurgeTest {
  @RegisterExtension static final TestDatabase tables = TestDatabase.fresh();

  private static final SchoolId SCHOOL = new SchoolId("north");
  private static final UserId ADA = new UserId("zqada");
  private static final UserId BOB = new UserId("zqbob");
  private static final DataSubject PERSON = new DataSubject(SCHOOL, ADA);
  private static final Instant NOON = Instant.parse("2026-01-05T12:00:00Z");

  /** They know people by ids only, or, the journal, by what is sealed. */
  private static final Set<String> KEPT =
      Set.of("event_journal", "snapshot", "audit_entry", "erased_person", "ended_session");

  private static final MailSettings MAILS =
      new MailSettings("localhost", 25, "", "", "lyceum@school.example", false, "http://x");

  private static final String ACCOUNT =
      """
      insert into person (id, school, email, name, role, password_hash) values
        ('{id}', 'north', '{id}@north.example', 'Called {id}', 'student', '-'),
        ('mum-{short}', 'north', 'mum-{short}@north.example', 'Mum', 'parent', '-')
        on conflict do nothing;
      insert into guardian (school, parent, child) values ('north', 'mum-{short}', '{id}') on conflict do nothing;
      insert into consent (school, child, given, by, at, text_version)
        values ('north', '{id}', true, 'mum-{short}', now(), 1);
      insert into session (id, person, created_at, used_at) values (gen_random_uuid(), '{id}', now(), now());
      insert into refresh_token (hash, family, person, expires_at)
        values (cast(gen_random_uuid()::text as bytea), gen_random_uuid(), '{id}', now() + interval '1 h');
      insert into second_factor (person, sealed) values ('{id}', 'seed') on conflict do nothing;
      insert into external_identity (issuer, subject, person) values ('https://i.example', '{id}', '{id}')
        on conflict do nothing;
      insert into invitation (id, hash, school, email, role, invited_by, created_at, expires_at)
        values (gen_random_uuid(), cast(gen_random_uuid()::text as bytea), 'north', '{id}@north.example', 'student',
                'mum-{short}', now(), now());
      insert into registration (hash, school, email, name, password_hash, created_at, expires_at)
        values (cast(gen_random_uuid()::text as bytea), 'north', upper('{id}@north.example'), '{id}', '-', now(), now());
      insert into course (school, id, title, teacher, teacher_name, lessons, quizzes)
        values ('north', 'c-{short}', 'C', '{id}', 'Called {id}', '[]', 0) on conflict do nothing;
      insert into call_member (school, call, person, name, outcome, placed_at)
        values ('north', 'k-1', '{id}', 'Called {id}', 'left', now()) on conflict do nothing;
      insert into recording_part (school, id, topic, person, state, started_at, touched_at, due_at, key)
        values ('north', gen_random_uuid(), 'class:c-1', '{id}', 'ready', now(), now(), now(), '00');
      insert into quiz (school, id, title, owner, code, status, created_at, question_count)
        values ('north', 'q-{short}', 'Q', '{id}', 'C', 'ready', now(), 0) on conflict do nothing;
      """;

  private final Database database =
      new Database(tables.dataSource(), Executors.newVirtualThreadPerTaskExecutor());
  private final Outbox outbox = new Outbox(MAILS, new Seal(new byte[32]), Clock.systemUTC());
  private final PersonalRecords records = records();
  private final List<StoredEvent> events = new ArrayList<>();

  private PersonalRecords records() {
    List<PersonalData> places = new ArrayList<>(List.of(new AccountData(outbox)));
    for (LiveKind kind :
        List.of(
            new ChatTopic(),
            new ClassroomTopic(),
            new QuizTopic(QuizSettings.DEFAULTS),
            new ProgressTopic(),
            new CallTopic(CallSettings.DEFAULTS))) {
      places.addAll(kind.personalData());
    }
    places.add(new RecordingPersonalData(Clock.systemUTC()));
    return new PersonalRecords(places, new Disclosure.Source(database, (_, _, _) -> List.of()));
  }

  @BeforeEach
  void aLifeAtSchool() {
    tables
        .jdbi()
        .useHandle(
            handle -> {
              handle.execute("truncate erased_person");
              handle.execute("truncate mail");
              handle.execute(
                  "insert into school (id, name) values ('north', 'N') on conflict do nothing");
            });
    events.clear();
    for (UserId person : List.of(ADA, BOB)) {
      account(person.value());
      room(person);
    }
    project();
  }

  @Test
  void every_table_lets_go_of_the_erased_and_keeps_the_others() {
    assertThat(tablesWith("zqada"))
        .containsAll(
            Set.of(
                "person",
                "chat_member",
                "chat_reaction",
                "chat_change",
                "call_member",
                "recording_part",
                "class_member",
                "live_class",
                "quiz_participant",
                "course_progress",
                "course",
                "refresh_token",
                "session",
                "second_factor",
                "guardian",
                "registration",
                "invitation",
                "external_identity"));
    purge();
    // Once more does no harm.
    purge();
    assertThat(tablesWith("zqada")).containsExactlyInAnyOrder("live_class", "course", "quiz");
    assertThat(count("select count(*) from live_class where teacher_name like '%zqada%'")).isZero();
    assertThat(count("select count(*) from course where teacher_name like '%zqada%'")).isZero();
    assertThat(tablesWith("zqbob"))
        .contains(
            "person",
            "chat_member",
            "chat_change",
            "call_member",
            "recording_part",
            "class_member",
            "quiz_participant",
            "course_progress");
    assertThat(waitingMails()).containsExactly("To zqbob");
  }

  @Test
  void projections_that_are_late_or_built_anew_bring_nothing_back() {
    purge();
    List<String> after = rows();
    project();
    assertThat(rows()).isEqualTo(after);
    boolean erased = tables.jdbi().withHandle(handle -> ErasedPeople.contains(handle, PERSON));
    assertThat(erased).isTrue();
  }

  @Test
  void a_row_that_is_being_written_is_waited_for_and_purged() throws Exception {
    CountDownLatch written = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    CompletableFuture<?> projection =
        meanwhile(
            () ->
                node(
                    handle -> {
                      join(handle, "late");
                      written.countDown();
                      await(go);
                    }));
    await(written);
    CompletableFuture<?> purge = meanwhile(this::purge);
    Awaitility.await().until(this::somebodyWaits);
    assertThat(purge).isNotDone();
    go.countDown();
    CompletableFuture.allOf(projection, purge).get(10, TimeUnit.SECONDS);
    assertThat(count("select count(*) from class_member where person = 'zqada'")).isZero();
  }

  @Test
  void a_row_that_is_written_during_the_purge_is_not_written() throws Exception {
    CountDownLatch purged = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    CompletableFuture<?> purge =
        meanwhile(
            () ->
                node(
                    handle -> {
                      records.purge(handle, PERSON);
                      purged.countDown();
                      await(go);
                    }));
    await(purged);
    CompletableFuture<?> projection = meanwhile(() -> node(handle -> join(handle, "late")));
    Awaitility.await().until(this::somebodyWaits);
    go.countDown();
    CompletableFuture.allOf(projection, purge).get(10, TimeUnit.SECONDS);
    assertThat(count("select count(*) from class_member where person = 'zqada'")).isZero();
    assertThat(count("select count(*) from class_member where person = 'zqbob'")).isNotZero();
  }

  /** In a thread of its own, for it is to wait. */
  private static CompletableFuture<Void> meanwhile(Runnable work) {
    return CompletableFuture.runAsync(work, Thread::startVirtualThread);
  }

  private static void join(Handle handle, String classroom) {
    handle.execute(
        "insert into class_member (school, class, person) values ('north', ?, 'zqada')", classroom);
  }

  private boolean somebodyWaits() {
    return count(
            "select count(*) from pg_locks where locktype = 'advisory' and not granted and classid"
                + " = 26")
        > 0;
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private void purge() {
    node(handle -> records.purge(handle, PERSON));
  }

  /** With a node's rights, as a request of the school. */
  private void node(Consumer<Handle> work) {
    Jdbi.create(tables.dataSource())
        .useTransaction(
            handle -> {
              SchoolScope.only(handle, SCHOOL);
              work.accept(handle);
            });
  }

  /** All events from the first on, as each projection reads them. */
  private void project() {
    List<Projection> projections =
        List.of(
            new ChatHistoryProjection(),
            new ClassroomHistoryProjection(),
            new QuizParticipantsProjection(),
            new ProgressHistoryProjection());
    Jdbi.create(tables.dataSource())
        .useTransaction(
            handle -> {
              SchoolScope.all(handle);
              for (Projection projection : projections) {
                events.stream()
                    .filter(event -> event.topic().kind().equals(projection.kind()))
                    .filter(event -> projection.wants(projection.kind(), event.manifest()))
                    .forEach(event -> projection.apply(handle, event));
              }
            });
  }

  private void room(UserId who) {
    String id = who.value();
    TopicId chat = new TopicId(SCHOOL, "chat", "room-of-" + (who.equals(ADA) ? "a" : "b"));
    ChatMember member = new ChatMember(who, "Called " + id, ChatRole.MEMBER);
    add(
        chat,
        who,
        ChatTopic.journal(),
        new ChatEvent.ChatCreated(Optional.of("Choir"), ChatType.GROUP, List.of(member)));
    add(chat, who, ChatTopic.journal(), new ChatEvent.MessageEdited(2, "words of " + id, NOON));
    add(chat, who, ChatTopic.journal(), new ChatEvent.MessageReacted(2, "+", who, false));
    TopicId lesson = new TopicId(SCHOOL, "class", chat.id());
    Teacher teacher = new Teacher(who, "Called " + id);
    add(
        lesson,
        who,
        ClassroomTopic.journal(),
        new ClassroomEvent.ClassCreated(
            new Founding("Art", "ABC", Optional.empty(), teacher), NOON));
    add(
        lesson,
        who,
        ClassroomTopic.journal(),
        new ClassroomEvent.MemberEnrolled(who, "Called " + id, false, 2));
    add(
        new TopicId(SCHOOL, "quiz", chat.id()),
        who,
        QuizTopic.journal(),
        new QuizEvent.ParticipantAdded(new Person(who, "Called " + id)));
    io.lyceum.progress.domain.Person learner =
        new io.lyceum.progress.domain.Person(who, "Called " + id);
    add(
        new TopicId(SCHOOL, "progress", id + "/c"),
        who,
        ProgressTopic.journal(),
        new ProgressEvent.LearnerEnrolled(
            new Enrolment(learner, new CourseId("c"), "C", learner, List.of(), 0)));
  }

  private <E> void add(TopicId topic, UserId by, JournalCodec<?, E> codec, E event) {
    events.add(
        new StoredEvent(
            topic, events.size() + 1, codec.manifest(event), by, NOON, codec.write(event)));
  }

  private void account(String id) {
    String script = ACCOUNT.replace("{id}", id).replace("{short}", id.substring(2));
    tables
        .jdbi()
        .useHandle(
            handle -> {
              handle.createScript(script).execute();
              Letter letter =
                  new Letter(new EmailAddress(id + "@north.example"), "Hello", "To " + id);
              outbox.put(handle, letter);
            });
  }

  private List<String> waitingMails() {
    Seal seal = new Seal(new byte[32]);
    return list("select sealed from mail").stream()
        .map(row -> seal.open(Outbox.OWNER, row))
        .map(mail -> mail.contains("To zqada") ? "To zqada" : "To zqbob")
        .toList();
  }

  /** Tables in which this text stands anywhere. */
  private List<String> tablesWith(String text) {
    return names().stream()
        .filter(
            table ->
                count("select count(*) from " + table + " t where t::text ilike '%" + text + "%'")
                    > 0)
        .toList();
  }

  private List<String> rows() {
    return names().stream()
        .flatMap(
            table ->
                list("select '" + table + " ' || t::text from " + table + " t order by 1").stream())
        .toList();
  }

  private List<String> names() {
    return list(
            "select relname from pg_class where relkind = 'r' and relnamespace ="
                + " 'public'::regnamespace order by 1")
        .stream()
        .filter(name -> !KEPT.contains(name))
        .toList();
  }

  private List<String> list(String sql) {
    return tables.jdbi().withHandle(handle -> handle.select(sql).mapTo(String.class).list());
  }

  private long count(String sql) {
    return tables.jdbi().withHandle(handle -> handle.select(sql).mapTo(Long.class).one());
  }
}
