package io.lyceum.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import io.lyceum.core.Role;
import io.lyceum.core.SchoolId;
import io.lyceum.core.UserId;
import io.lyceum.faults.check.Checker;
import io.lyceum.faults.check.Histories;
import io.lyceum.faults.check.Journal;
import io.lyceum.faults.check.Line;
import io.lyceum.faults.client.Cast;
import io.lyceum.faults.client.ClientMain;
import io.lyceum.faults.stage.Daemon;
import io.lyceum.identity.Person;
import io.lyceum.platform.database.DatabaseAddress;
import io.lyceum.platform.json.Json;
import io.lyceum.testkit.RestClient;
import io.lyceum.testkit.TestDatabase;
import io.lyceum.testkit.TestProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three nodes of an earlier commit are replaced by today's, one by one, while people talk. Real
 * processes, real sockets; every log is compared with the journal in the end.
 */
class UpgradeTest {
  private static final String SCHOOL = "faults";
  private static final int ROOMS = 8;
  private static final int MEMBERS = 3;
  private static final int RATE = 40;

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  Path folder;

  private final List<Member> members = new ArrayList<>();
  private final List<Daemon> clients = new ArrayList<>();

  @AfterEach
  void stop() {
    clients.forEach(Daemon::kill);
    members.forEach(Member::kill);
  }

  @Test
  void nodes_are_replaced_one_by_one_and_nothing_is_lost_or_doubled()
      throws IOException, InterruptedException {
    if (!"required".equals(System.getenv("UPGRADE_TESTS"))) {
      Assumptions.assumeTrue(PreviousBuild.isThere(), "the history does not reach back so far");
    }
    List<String> command = TestProcess.of(UpgradeTest.class).command();
    String today = command.get(command.indexOf("-cp") + 1);
    String before = PreviousBuild.make(today).classPath();
    try (TestDatabase database = TestDatabase.empty()) {
      DatabaseAddress address = database.owner();
      // Nodes of before say no school: without this they would see no row once the schema is new.
      database
          .jdbi()
          .useHandle(
              h -> h.execute("alter role " + address.user() + " set lyceum.scope = 'server'"));
      IntStream.rangeClosed(1, 3).forEach(i -> members.add(new Member(i, folder)));
      Map<String, String> seeds =
          Map.of(
              "LYCEUM_SEED_NODES",
              members.stream().map(Member::seed).collect(Collectors.joining(",")));
      // The first brings the schema of its time; then the others at once.
      members.getFirst().start("before", before, address, seeds);
      members.getFirst().awaitReady();
      members.stream().skip(1).forEach(member -> member.start("before", before, address, seeds));
      members.forEach(Member::awaitReady);

      Daemon people = talk(database);
      for (Member member : members) {
        awaitTalk(people, database);
        assertThat(member.leave()).as(member.log()).isIn(0, 143);
        member.start("today", today, address, Map.of());
        member.awaitReady();
      }
      awaitTalk(people, database);
      // One cluster of three: nobody lives outside of it.
      members.forEach(
          member -> {
            assertThat(member.log()).contains("Joining the cluster of");
            assertThat(member.metrics()).containsPattern("lyceum_cluster_foreign_nodes 0\\.0");
          });
      check(people, database);
      stop();
    }
  }

  /** People in rooms, in a process of their own, who never stop writing. */
  private Daemon talk(TestDatabase database) throws IOException {
    OldTokens tokens = OldTokens.of(database.jdbi());
    database
        .jdbi()
        .useHandle(h -> h.execute("insert into school (id, name) values (?, 'Upgrade')", SCHOOL));
    List<Cast.Player> players = new ArrayList<>();
    for (int room = 0; room < ROOMS; room++) {
      players.addAll(room(database, tokens, room));
    }
    List<String> addresses = members.stream().map(Member::address).toList();
    Path cast = folder.resolve("cast.json");
    Files.writeString(cast, Json.write(new Cast(addresses, history().toString(), players, 0)));
    Daemon people =
        Daemon.start(
            TestProcess.of(ClientMain.class, cast.toString()).command(),
            Map.of("JDK_JAVA_OPTIONS", "-Xmx256m -XX:TieredStopAtLevel=1 -XX:+UseSerialGC"),
            folder.resolve("clients.log"));
    clients.add(people);
    people.say("rate " + RATE);
    return people;
  }

  private List<Cast.Player> room(TestDatabase database, OldTokens tokens, int room) {
    List<Person> people =
        IntStream.range(0, MEMBERS).mapToObj(i -> enrol(database, "p" + room + "-" + i)).toList();
    List<String> others = people.stream().skip(1).map(person -> person.id().value()).toList();
    RestClient.Answer made =
        new RestClient("127.0.0.1:" + members.getFirst().http(), tokens.issue(people.getFirst()))
            .call("post", "/v1/chats", Map.of("type", "group", "name", "room", "members", others));
    String topic = "chat:" + made.data().path("id").asText();
    return people.stream()
        .map(p -> new Cast.Player(p.id().value(), tokens.issue(p), List.of(topic)))
        .toList();
  }

  private static Person enrol(TestDatabase database, String name) {
    Person person = new Person(new UserId(name), name, Role.STUDENT, new SchoolId(SCHOOL));
    database
        .jdbi()
        .useHandle(
            handle ->
                handle.execute(
                    "insert into person (id, school, email, name, role, password_hash)"
                        + " values (?, ?, ?, ?, 'student', '-')",
                    name,
                    SCHOOL,
                    name + "@upgrade.example",
                    name));
    return person;
  }

  /** Every phase must see traffic: some hundred new events. */
  private static void awaitTalk(Daemon people, TestDatabase database) {
    long now = events(database);
    Awaitility.await("people to go on talking")
        .atMost(Duration.ofSeconds(40))
        .pollInterval(Duration.ofMillis(200))
        .failFast(() -> !people.isAlive())
        .until(() -> events(database) > now + 100);
  }

  private static long events(TestDatabase database) {
    return database
        .jdbi()
        .withHandle(h -> h.select("select count(*) from event_journal").mapTo(Long.class).one());
  }

  private void check(Daemon people, TestDatabase database) {
    people.say("quiet");
    Awaitility.await("every message to be answered")
        .atMost(Duration.ofSeconds(60))
        .until(() -> people.output().contains("quiet"));
    Journal journal = Journal.read(database.jdbi(), SCHOOL);
    people.say(
        "finish "
            + Json.write(
                journal.rooms().entrySet().stream()
                    .collect(
                        Collectors.toMap(Map.Entry::getKey, room -> room.getValue().lastKey()))));
    people.awaitExit(Duration.ofSeconds(60));
    Checker checker = new Checker(journal);
    Map<Line.What, Integer> counts = new HashMap<>();
    List<Line> refused = new ArrayList<>();
    Histories.read(
        List.of(history()),
        line -> {
          checker.accept(line);
          counts.merge(line.what(), 1, Integer::sum);
          if (line.what() == Line.What.FAIL) {
            refused.add(line);
          }
        });
    assertThat(checker.findings().isClean()).as(checker.findings().toString()).isTrue();
    assertThat(refused).isEmpty();
    assertThat(counts.get(Line.What.OK)).isEqualTo(counts.get(Line.What.INVOKE)).isGreaterThan(400);
    // Every client was sent elsewhere, by one node or another.
    assertThat(counts.get(Line.What.CLOSE)).isGreaterThanOrEqualTo(ROOMS * MEMBERS);
  }

  private Path history() {
    return folder.resolve("history.jsonl");
  }
}
