package io.lyceum.topic.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.lyceum.core.CommandId;
import io.lyceum.core.UserId;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** The window against the simplest thing that could be right. */
class IdempotencyWindowTest {
  private static final Instant NOW = Instant.parse("2026-05-05T10:00:00Z");

  private record Known(CommandId id, long seq) {}

  @Property(tries = 200)
  void it_knows_the_last_256_ids_of_each_person_and_no_others(
      @ForAll @Size(max = 800) List<@IntRange(max = 999) Integer> numbers,
      @ForAll @IntRange(min = 1, max = 3) int people) {
    IdempotencyWindow window = IdempotencyWindow.EMPTY;
    Map<UserId, Deque<Known>> model = new HashMap<>();
    long seq = 0;
    for (int number : numbers) {
      UserId person = person(number % people);
      CommandId id = id(number);
      seq++;
      window = window.remember(new Sent(person, id), seq, NOW);
      Deque<Known> own = model.computeIfAbsent(person, _ -> new ArrayDeque<>());
      if (own.stream().noneMatch(k -> k.id().equals(id))) {
        own.addLast(new Known(id, seq));
        if (own.size() > PersonWindow.SIZE) {
          own.removeFirst();
        }
      }
    }
    assertSame(window, model, people);
    assertSame(IdempotencyWindow.fromJson(window.toJson(NOW)), model, people);
  }

  private static void assertSame(
      IdempotencyWindow window, Map<UserId, Deque<Known>> model, int people) {
    for (int number = 0; number < 1000; number++) {
      UserId person = person(number % people);
      CommandId id = id(number);
      Deque<Known> own = model.getOrDefault(person, new ArrayDeque<>());
      OptionalLong expected =
          own.stream().filter(k -> k.id().equals(id)).mapToLong(Known::seq).findFirst();
      assertThat(window.seqOf(new Sent(person, id))).isEqualTo(expected);
      boolean olderThanAll =
          !own.isEmpty() && own.stream().allMatch(k -> id.madeAt().isBefore(k.id().madeAt()));
      assertThat(window.mayBeForgotten(new Sent(person, id), NOW)).isEqualTo(olderThanAll);
    }
  }

  @Property(tries = 200)
  void what_was_decided_but_not_written_leaves_no_trace(
      @ForAll @IntRange(max = 600) int before,
      @ForAll @IntRange(min = 1, max = 300) int given,
      @ForAll @IntRange(min = 1, max = 300) int written) {
    IdempotencyWindow window = remembering(IdempotencyWindow.EMPTY, 0, before);
    IdempotencyWindow givenUp = remembering(window, 1_000, given);
    IdempotencyWindow kept = remembering(window, 2_000, written);
    for (int i = 0; i < given; i++) {
      assertThat(kept.seqOf(new Sent(person(0), id(1_000 + i)))).isEmpty();
    }
    assertKnows(givenUp, 1_000, given);
    assertKnows(kept, 2_000, written);
    assertKnows(window, Math.max(0, before - PersonWindow.SIZE), Math.min(before, 256));
  }

  private static IdempotencyWindow remembering(IdempotencyWindow window, int first, int count) {
    IdempotencyWindow next = window;
    for (int i = first; i < first + count; i++) {
      next = next.remember(new Sent(person(0), id(i)), i + 1, NOW);
    }
    return next;
  }

  private static void assertKnows(IdempotencyWindow window, int first, int count) {
    for (int i = Math.max(first, first + count - PersonWindow.SIZE); i < first + count; i++) {
      assertThat(window.seqOf(new Sent(person(0), id(i)))).hasValue(i + 1);
    }
  }

  @Property(tries = 100)
  void an_id_made_a_week_ago_may_be_forgotten(@ForAll @IntRange(min = 1) int msBefore) {
    Instant at = NOW.minus(IdempotencyWindow.KEPT).minusMillis(msBefore);
    CommandId id = new CommandId(uuid(at.toEpochMilli(), 1));
    assertThat(IdempotencyWindow.EMPTY.mayBeForgotten(new Sent(person(0), id), NOW)).isTrue();
  }

  private static UserId person(int number) {
    return new UserId("p" + number);
  }

  /** Ten ids share a millisecond, as those of a quick client do. */
  private static CommandId id(int number) {
    return new CommandId(uuid(NOW.minusSeconds(60).toEpochMilli() + number / 10, number));
  }

  private static UUID uuid(long ms, int number) {
    return new UUID(ms << 16 | 0x7000, Long.MIN_VALUE | number);
  }
}
