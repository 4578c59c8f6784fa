package io.lyceum.bench.people;

import com.fasterxml.uuid.Generators;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Makes the rooms of a run: group chats. */
public final class Chats {
  /** How many a new chat may be given; the others are added one by one. */
  private static final int AT_ONCE = 400;

  private final Rest rest;

  public Chats(Rest rest) {
    this.rest = rest;
  }

  /** Topics of as many chats, each with its own {@code members} of these people in order. */
  public List<String> create(List<Pupil> people, int rooms, int members) {
    return ManyCalls.of(
        IntStream.range(0, rooms)
            .<Supplier<String>>mapToObj(
                room -> () -> create(people.subList(room * members, (room + 1) * members)))
            .toList());
  }

  private String create(List<Pupil> people) {
    Pupil first = people.getFirst();
    int count = Math.min(people.size(), AT_ONCE);
    List<String> others = people.subList(1, count).stream().map(Pupil::user).toList();
    String topic =
        "chat:"
            + rest.post(
                    first, "/v1/chats", Map.of("type", "group", "name", "bench", "members", others))
                .path("id")
                .asText();
    // One after the other: of a person's commands only the last few hundred are remembered, and one
    // that is overtaken by more than that is refused.
    people.subList(count, people.size()).forEach(pupil -> add(first, topic, pupil));
    return topic;
  }

  private void add(Pupil by, String topic, Pupil pupil) {
    Map<String, ?> command =
        Map.of(
            "id",
            Generators.timeBasedEpochRandomGenerator().generate().toString(),
            "type",
            "member:add",
            "data",
            Map.of("user", pupil.user(), "name", pupil.name()));
    rest.post(by, "/v1/topics/" + topic + "/commands", command);
  }
}
