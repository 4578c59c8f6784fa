package io.lyceum.bench.people;

import com.fasterxml.jackson.databind.JsonNode;
import io.lyceum.bench.net.BenchProblem;
import io.lyceum.core.Role;
import io.lyceum.identity.BenchPeople;
import io.lyceum.identity.Person;
import io.lyceum.platform.database.DatabaseAddress;
import io.lyceum.platform.json.Json;
import io.lyceum.platform.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.postgresql.ds.PGSimpleDataSource;

/** Where people come from: the server's own database, or a file of tokens. */
public interface People {
  /**
   * So many different people.
   *
   * @throws BenchProblem when there are not so many
   */
  List<Pupil> take(int count, Role role);

  /** Made in the database of the server, with tokens that its own key signs. */
  static People in(DatabaseAddress database) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(database.url());
    source.setUser(database.user());
    source.setPassword(database.password());
    // The longest a token may be good for, and whatever else the server was told about tokens.
    Map<String, String> environment = new HashMap<>(Map.of("LYCEUM_ACCESS_LIFETIME", "1h"));
    for (String name :
        List.of("LYCEUM_TOKEN_ISSUER", "LYCEUM_TOKEN_AUDIENCE", "LYCEUM_KEY_ENCRYPTION_KEY")) {
      String value = System.getenv(name);
      if (value != null) {
        environment.put(name, value);
      }
    }
    String run = "b" + Long.toString(System.currentTimeMillis(), Character.MAX_RADIX);
    try {
      BenchPeople school =
          BenchPeople.in(source, Settings.load(environment).identity(), Clock.systemUTC());
      return (count, role) -> pupils(school, run + role.wire().charAt(0), count, role);
    } catch (RuntimeException e) {
      throw new BenchProblem("the database " + database + " cannot be used: " + e.getMessage(), e);
    }
  }

  private static List<Pupil> pupils(BenchPeople school, String prefix, int count, Role role) {
    List<Person> people = school.enrol(prefix, count, role);
    // A signature takes a millisecond: ten thousand on one core would be a long wait.
    return people.parallelStream()
        .map(person -> new Pupil(person.id().value(), person.name(), school.token(person)))
        .toList();
  }

  /** One JSON object a line: {@code {"user": …, "token": …}}, with a role for who is no student. */
  static People in(Path file) {
    Map<String, List<Pupil>> all = new HashMap<>();
    try {
      for (String line : Files.readAllLines(file)) {
        if (!line.isBlank()) {
          JsonNode json = Json.MAPPER.readTree(line);
          String user = json.path("user").asText();
          String token = json.path("token").asText();
          if (user.isEmpty() || token.isEmpty()) {
            throw new BenchProblem(file + ": each line is {\"user\": …, \"token\": …}");
          }
          all.computeIfAbsent(json.path("role").asText(Role.STUDENT.wire()), _ -> new ArrayList<>())
              .add(new Pupil(user, json.path("name").asText(user), token));
        }
      }
    } catch (IOException e) {
      throw new BenchProblem(file + " cannot be read: " + e.getMessage(), e);
    }
    return (count, role) -> {
      List<Pupil> known = all.getOrDefault(role.wire(), List.of());
      if (known.size() < count) {
        throw new BenchProblem(
            "%s has %d people of role %s, this load needs %d"
                .formatted(file, known.size(), role.wire(), count));
      }
      return known.subList(0, count);
    };
  }
}
