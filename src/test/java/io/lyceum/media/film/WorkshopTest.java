package io.lyceum.media.film;

import static org.assertj.core.api.Assertions.assertThat;

import io.lyceum.core.SchoolId;
import io.lyceum.core.TopicId;
import io.lyceum.core.UserId;
import io.lyceum.media.JanusProcess;
import io.lyceum.media.recording.KeptRecordings;
import io.lyceum.media.recording.Part;
import io.lyceum.media.recording.PartHistory;
import io.lyceum.media.recording.PartState;
import io.lyceum.media.recording.RecordingPersonalData;
import io.lyceum.media.recording.RecordingSettings;
import io.lyceum.media.store.FolderStore;
import io.lyceum.platform.database.Database;
import io.lyceum.platform.privacy.DataSubject;
import io.lyceum.testkit.SetClock;
import io.lyceum.testkit.TestDatabase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What media servers leave becomes files by the real programs, whoever dies on the way. */
class WorkshopTest {
  @RegisterExtension static final TestDatabase DATABASE = TestDatabase.fresh();

  private static final SchoolId SCHOOL = new SchoolId("demo");
  private static final TopicId CLASS = new TopicId(SCHOOL, "class", "c1");
  private static final UserId GRACE = new UserId("grace");
  private static final UserId ADA = new UserId("ada");

  @TempDir Path folder;

  private final SetClock clock = new SetClock();
  private final Database database = new Database(DATABASE.dataSource(), Runnable::run);
  private RecordingSettings settings;
  private KeptRecordings recordings;
  private Workshop workshop;

  @BeforeAll
  static void people() {
    JanusProcess.assumeFilmTools();
    DATABASE
        .jdbi()
        .useHandle(
            handle -> {
              handle.execute("insert into school (id, name) values ('demo', 'Demo')");
              for (String[] person :
                  new String[][] {{"grace", "teacher", null}, {"ada", "student", "2014"}}) {
                handle.execute(
                    "insert into person (id, school, email, name, role, password_hash, birth_year)"
                        + " values (?, 'demo', ?, ?, ?, '-', ?::int)",
                    person[0],
                    person[0] + "@demo.example",
                    person[0],
                    person[1],
                    person[2]);
              }
            });
  }

  @BeforeEach
  void start() {
    DATABASE.jdbi().useHandle(handle -> handle.execute("delete from recording_part"));
    settings = settings("janus-pp-rec");
    recordings = new KeptRecordings(database, settings);
    workshop = workshop(settings);
  }

  @Test
  void what_was_recorded_becomes_a_file_and_what_the_media_server_wrote_goes() throws IOException {
    String part = recorded(GRACE, RawTrack.silence(100, 300));
    ends(part);
    workshop.round();
    Part ready = only();
    assertThat(ready.state()).isEqualTo(PartState.READY);
    assertThat(ready.type()).isEqualTo("video/webm");
    assertThat(ready.lengthMs()).isBetween(1_900L, 2_200L);
    byte[] file = Files.readAllBytes(folder.resolve("store").resolve(ready.file()));
    assertThat(file).hasSize((int) ready.size());
    // As Matroska files begin.
    assertThat(Arrays.copyOf(file, 4)).isEqualTo(HexFormat.of().parseHex("1a45dfa3"));
    assertThat(spool()).isEmpty();
  }

  @Test
  void it_begins_on_the_time_line_with_its_first_sound() {
    String part = recorded(GRACE, RawTrack.silence(50, 700));
    Part before = only();
    ends(part);
    workshop.round();
    assertThat(Duration.between(before.startedAt(), only().startedAt())).hasMillis(700);
  }

  @Test
  void a_part_whose_room_died_is_finished_after_a_while() {
    recorded(GRACE, RawTrack.silence(50, 0));
    workshop.round();
    assertThat(only().state()).isEqualTo(PartState.RECORDING);
    clock.pass(Duration.ofSeconds(31));
    workshop.round();
    assertThat(only().state()).isEqualTo(PartState.READY);
  }

  @Test
  void a_track_that_a_dying_media_server_cut_off_is_kept_as_far_as_it_goes() {
    byte[] whole = RawTrack.silence(100, 0);
    String part = recorded(GRACE, Arrays.copyOf(whole, whole.length - 1_007));
    ends(part);
    workshop.round();
    assertThat(only().state()).isEqualTo(PartState.READY);
    assertThat(only().lengthMs()).isBetween(500L, 1_900L);
  }

  @Test
  void of_a_part_in_which_nothing_was_said_nothing_is_left() {
    String silent = recorded(GRACE, new byte[0]);
    String cut = recorded(GRACE, Arrays.copyOf(RawTrack.silence(9, 0), 20));
    ends(silent);
    ends(cut);
    workshop.round();
    assertThat(parts()).isEmpty();
    assertThat(spool()).isEmpty();
  }

  @Test
  void what_a_worker_that_died_had_taken_is_another_ones_after_the_lease() {
    String part = recorded(GRACE, RawTrack.silence(50, 0));
    ends(part);
    assertThat(taken()).isTrue();
    workshop.round();
    assertThat(only().state()).isEqualTo(PartState.PROCESSING);
    clock.pass(Duration.ofSeconds(46));
    workshop(settings).round();
    assertThat(only().state()).isEqualTo(PartState.READY);
  }

  @Test
  void what_workers_left_that_died_at_the_very_end_is_cleared_away() throws IOException {
    String part = recorded(GRACE, RawTrack.silence(50, 0));
    ends(part);
    workshop.round();
    RawTrack.write(settings.spool(), part, RawTrack.silence(50, 0));
    Files.createDirectories(settings.spool().resolve("work").resolve(part));
    Files.writeString(settings.spool().resolve("work").resolve(part).resolve("half"), "half");
    RawTrack.write(settings.spool(), UUID.randomUUID().toString(), RawTrack.silence(5, 0));
    String going = recorded(GRACE, RawTrack.silence(50, 0));
    workshop.round();
    assertThat(spool()).singleElement().asString().contains(going);
  }

  @Test
  void a_worker_that_died_after_storing_the_file_is_no_harm() throws IOException {
    String part = recorded(GRACE, RawTrack.silence(50, 0));
    ends(part);
    new FolderStore(folder.resolve("store"))
        .put(only().file(), Files.writeString(folder.resolve("half"), "half"), "video/webm");
    workshop.round();
    assertThat(only().size()).isGreaterThan(100);
  }

  @Test
  void where_no_file_can_be_made_that_is_said_and_the_raw_one_is_kept() {
    Workshop broken = workshop(settings("false"));
    String part = recorded(GRACE, RawTrack.silence(50, 0));
    ends(part);
    for (int i = 0; i < 4; i++) {
      broken.round();
      clock.pass(Duration.ofMinutes(2));
    }
    assertThat(only().state()).isEqualTo(PartState.FAILED);
    assertThat(only().reason()).startsWith("false ended with 1");
    assertThat(spool()).hasSize(1);
  }

  @Test
  void of_what_is_not_in_the_spool_nothing_is_concluded() {
    String part = begin(GRACE).getFirst();
    ends(part);
    workshop.round();
    assertThat(only().state()).isEqualTo(PartState.PROCESSING);
    RawTrack.write(settings.spool(), part, RawTrack.silence(50, 0));
    clock.pass(Duration.ofSeconds(10));
    workshop.round();
    assertThat(only().state()).isEqualTo(PartState.READY);
  }

  @Test
  void what_the_media_server_still_writes_is_waited_for() throws IOException {
    String part = recorded(GRACE, RawTrack.silence(50, 0));
    ends(part);
    Path file = spool().getFirst();
    Files.setLastModifiedTime(file, FileTime.from(clock.instant()));
    workshop.round();
    assertThat(only().state()).isEqualTo(PartState.PROCESSING);
    assertThat(only().attempts()).isZero();
    clock.pass(Duration.ofSeconds(6));
    workshop.round();
    assertThat(only().state()).isEqualTo(PartState.READY);
  }

  @Test
  void of_a_minor_nothing_is_kept_without_consent_and_no_more_once_it_is_taken_back() {
    assertThat(begin(ADA)).isEmpty();
    consent(true);
    String part = begin(ADA).getFirst();
    assertThat(goesOn(part)).isTrue();
    consent(false);
    assertThat(goesOn(part)).isFalse();
  }

  @Test
  void what_is_of_an_erased_person_is_deleted_with_every_file() {
    String ready = recorded(GRACE, RawTrack.silence(50, 0));
    ends(ready);
    workshop.round();
    recorded(GRACE, RawTrack.silence(50, 0));
    database
        .transaction(
            SCHOOL,
            handle -> {
              new RecordingPersonalData(clock).purge(handle, new DataSubject(SCHOOL, GRACE));
              return SCHOOL;
            })
        .toCompletableFuture()
        .join();
    assertThat(parts()).isEmpty();
    workshop.round();
    assertThat(count()).isZero();
    assertThat(spool()).isEmpty();
    assertThat(files(folder.resolve("store"))).isEmpty();
  }

  @Test
  void a_kept_file_is_read_in_pieces() throws IOException {
    FolderStore store = new FolderStore(folder.resolve("store"));
    store.put("a/b", Files.writeString(folder.resolve("text"), "0123456789"), "text/plain");
    try (InputStream piece = store.open("a/b", 3, 4)) {
      assertThat(piece).hasContent("3456");
    }
    store.delete("a/b");
    store.delete("a/b");
    assertThat(files(folder.resolve("store"))).isEmpty();
  }

  private RecordingSettings settings(String program) {
    Path spool = folder.resolve("spool");
    return new RecordingSettings(
        true, spool, spool.toString(), 1, program, "ffmpeg", "ffprobe", Duration.ofMinutes(10));
  }

  private Workshop workshop(RecordingSettings by) {
    return new Workshop(
        database, by, new FolderStore(folder.resolve("store")), clock, new SimpleMeterRegistry());
  }

  private String recorded(UserId user, byte[] track) {
    String part = begin(user).getFirst();
    RawTrack.write(settings.spool(), part, track);
    return part;
  }

  private List<String> begin(UserId user) {
    return recordings.begin(CLASS, user, clock.instant()).toCompletableFuture().join().stream()
        .toList();
  }

  private void ends(String part) {
    recordings.end(SCHOOL, part, clock.instant()).toCompletableFuture().join();
    clock.pass(Duration.ofSeconds(4));
  }

  private boolean goesOn(String part) {
    return recordings
        .goOn(SCHOOL, Map.of(part, ADA), clock.instant())
        .toCompletableFuture()
        .join()
        .isEmpty();
  }

  private boolean taken() {
    return database
        .acrossSchools(
            handle ->
                PartHistory.take(handle, true, clock.instant(), Duration.ofSeconds(45)).isPresent())
        .toCompletableFuture()
        .join();
  }

  private static void consent(boolean given) {
    DATABASE
        .jdbi()
        .useHandle(
            handle ->
                handle.execute(
                    "insert into consent (school, child, given, by, at, text_version, recording)"
                        + " values ('demo', 'ada', true, 'mother', now(), 1, ?)",
                    given));
  }

  private Part only() {
    assertThat(parts()).hasSize(1);
    return parts().getFirst();
  }

  private List<Part> parts() {
    return database
        .transaction(SCHOOL, handle -> PartHistory.of(handle, CLASS))
        .toCompletableFuture()
        .join();
  }

  private static int count() {
    return DATABASE
        .jdbi()
        .withHandle(
            handle ->
                handle.select("select count(*) from recording_part").mapTo(Integer.class).one());
  }

  private List<Path> spool() {
    return files(settings.spool());
  }

  private static List<Path> files(Path in) {
    if (!Files.exists(in)) {
      return List.of();
    }
    try (Stream<Path> all = Files.walk(in)) {
      return all.filter(Files::isRegularFile).toList();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
