package io.lyceum.topic.journal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lyceum.core.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.OptionalLong;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;

/**
 * The command ids a topic remembers: the last {@link PersonWindow#SIZE} of each person, until
 * {@link #KEPT} after that person's last command. An id that is not remembered but may have been
 * forgotten is refused, never guessed.
 */
public final class IdempotencyWindow {
  public static final Duration KEPT = Duration.ofDays(7);

  /**
   * An id from further ahead than this was made with a wrong clock; remembering it would make
   * honest ids look old.
   */
  public static final Duration MAX_AHEAD = Duration.ofMinutes(5);

  public static final IdempotencyWindow EMPTY = new IdempotencyWindow(HashTreePMap.empty());

  private final PMap<UserId, PersonWindow> people;

  private IdempotencyWindow(PMap<UserId, PersonWindow> people) {
    this.people = people;
  }

  /** The first seq an accepted command got, when it is remembered. */
  public OptionalLong seqOf(Sent sent) {
    PersonWindow window = people.get(sent.sender());
    return window == null ? OptionalLong.empty() : window.seqOf(sent.id());
  }

  /** Whether this command, which is not remembered, may have been forgotten. */
  public boolean mayBeForgotten(Sent sent, Instant now) {
    PersonWindow window = people.get(sent.sender());
    return sent.id().madeAt().isBefore(now.minus(KEPT))
        || (window != null && window.isOlderThanAll(sent.id()));
  }

  /** The window with one more command; one already there keeps its first seq. */
  public IdempotencyWindow remember(Sent sent, long seq, Instant at) {
    PersonWindow window = people.getOrDefault(sent.sender(), PersonWindow.EMPTY);
    return window.seqOf(sent.id()).isPresent()
        ? this
        : new IdempotencyWindow(people.plus(sent.sender(), window.plus(sent.id(), seq, at)));
  }

  /**
   * For a snapshot: without the people whose every id is refused as too old by now, also one made
   * {@link #MAX_AHEAD} of its time.
   */
  JsonNode toJson(Instant now) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    for (Map.Entry<UserId, PersonWindow> person : people.entrySet()) {
      if (person.getValue().last().isAfter(now.minus(KEPT).minus(MAX_AHEAD))) {
        json.set(person.getKey().value(), person.getValue().toJson());
      }
    }
    return json;
  }

  static IdempotencyWindow fromJson(JsonNode json) {
    PMap<UserId, PersonWindow> people = HashTreePMap.empty();
    for (Map.Entry<String, JsonNode> person : json.properties()) {
      people = people.plus(new UserId(person.getKey()), PersonWindow.fromJson(person.getValue()));
    }
    return new IdempotencyWindow(people);
  }
}
