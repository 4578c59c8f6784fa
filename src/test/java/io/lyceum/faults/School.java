package io.lyceum.faults;

import io.lyceum.core.Role;
import io.lyceum.core.SchoolId;
import io.lyceum.core.UserId;
import io.lyceum.faults.client.Cast;
import io.lyceum.faults.stage.Node;
import io.lyceum.faults.stage.Stage;
import io.lyceum.identity.Person;
import io.lyceum.identity.SigningKeys;
import io.lyceum.identity.Tokens;
import io.lyceum.platform.json.Json;
import io.lyceum.platform.settings.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
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
    this.tokens =
        new Tokens(
            SigningKeys.load(stage.postgres().jdbi()),
            Settings.load(Map.of("LYCEUM_ACCESS_LIFETIME", "1h")).identity(),
            Clock.systemUTC());
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
          IntStream.range(0, members).mapToObj(i -> enrol(prefix + number + "-" + i)).toList();
      String topic = "chat:" + create(people);
      people.forEach(
          person ->
              players.add(
                  new Cast.Player(person.id().value(), tokens.issue(person), List.of(topic))));
    }
    return players;
  }

  private Person enrol(String name) {
    Person person = new Person(new UserId(name), name, Role.STUDENT, new SchoolId(ID));
    stage
        .postgres()
        .jdbi()
        .useHandle(
            handle ->
                handle.execute(
                    "insert into person (id, school, email, name, role, password_hash) values (?,"
                        + " ?, ?, ?, 'student', '-')",
                    name,
                    ID,
                    name + "@faults.example",
                    name));
    return person;
  }

  private String create(List<Person> people) {
    List<String> others = people.stream().skip(1).map(person -> person.id().value()).toList();
    String body = Json.write(Map.of("type", "group", "name", "room", "members", others));
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create(
                    "http://" + stage.node(1).host().address() + ":" + Node.HTTP + "/v1/chats"))
            .header("Content-Type", "application/json")
            .header("Authorization", "Bearer " + tokens.issue(people.getFirst()))
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() >= 300) {
        throw new IllegalStateException(answer.body());
      }
      return Json.parse(answer.body()).at("/data/id").asText();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
