package io.lyceum.faults;

import io.lyceum.core.Role;
import io.lyceum.core.SchoolId;
import io.lyceum.core.UserId;
import io.lyceum.faults.client.Cast;
import io.lyceum.faults.stage.Node;
import io.lyceum.faults.stage.Stage;
import io.lyceum.identity.Person;
import io.lyceum.identity.token.SigningKeys;
import io.lyceum.identity.token.Tokens;
import io.lyceum.platform.settings.IdentitySettings;
import io.lyceum.platform.settings.Settings;
import io.lyceum.testkit.RestClient;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The people of a run and the chats they meet in. */
final class School {
  static final String ID = "faults";

  private final Stage stage;
  private final Tokens tokens;

  School(Stage stage) {
    this.stage = stage;
    IdentitySettings settings = Settings.load(Map.of("LYCEUM_ACCESS_LIFETIME", "1h")).identity();
    Clock clock = Clock.systemUTC();
    this.tokens =
        new Tokens(SigningKeys.load(stage.postgres().jdbi(), settings, clock), settings, clock);
    stage
        .postgres()
        .jdbi()
        .useHandle(
            handle ->
                handle.execute(
                    "insert into school (id, name) values (?, 'Faults') on conflict do nothing",
                    ID));
  }

  /** So many rooms with so many members each; a person is in one room. */
  List<Cast.Player> rooms(String prefix, int rooms, int members) {
    List<Cast.Player> players = new ArrayList<>();
    for (int room = 0; room < rooms; room++) {
      int number = room;
      List<Person> people =
          IntStream.range(0, members)
              .mapToObj(i -> enrol(prefix + number + "-" + i, Role.STUDENT))
              .toList();
      String topic = "chat:" + create(people);
      people.forEach(
          person ->
              players.add(
                  new Cast.Player(
                      person.id().value(), tokens.issue(person.caller()), List.of(topic))));
    }
    return players;
  }

  /** One room by its topic, with as many tabs of as many people. */
  List<Cast.Player> crowd(String prefix, int people, int tabs) {
    List<Person> members =
        IntStream.range(0, people).mapToObj(i -> enrol(prefix + i, Role.STUDENT)).toList();
    String topic = "chat:" + create(members);
    List<Cast.Player> players = new ArrayList<>();
    for (Person person : members) {
      String token = tokens.issue(person.caller());
      for (int tab = 0; tab < tabs; tab++) {
        players.add(new Cast.Player(person.id().value() + "#" + tab, token, List.of(topic)));
      }
    }
    return players;
  }

  /** As this person at some node. */
  RestClient as(Person person, Node node) {
    return new RestClient(node.host().address() + ":" + Node.HTTP, tokens.issue(person.caller()));
  }

  Person enrol(String name, Role role) {
    Person person = new Person(new UserId(name), name, role, new SchoolId(ID));
    stage
        .postgres()
        .jdbi()
        .useHandle(
            handle ->
                handle.execute(
                    "insert into person (id, school, email, name, role, password_hash) values (?,"
                        + " ?, ?, ?, ?, '-')",
                    name,
                    ID,
                    name + "@faults.example",
                    name,
                    role.wire()));
    return person;
  }

  /** A group of these people; gives its id. */
  String create(List<Person> people) {
    List<String> others = people.stream().skip(1).map(person -> person.id().value()).toList();
    return as(people.getFirst(), stage.node(1))
        .call("post", "/v1/chats", Map.of("type", "group", "name", "room", "members", others))
        .data()
        .path("id")
        .asText();
  }
}
