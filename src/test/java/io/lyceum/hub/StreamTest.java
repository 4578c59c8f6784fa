package io.lyceum.hub;

import static org.assertj.core.api.Assertions.assertThat;

import io.lyceum.topic.frame.Entry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class StreamTest {
  private static final HubSettings SETTINGS = new HubSettings(8, 1_000_000, 4, Duration.ZERO);

  /**
   * Messages are lost and come twice, reads take their time: what is taken is dense all the same.
   */
  @Property(tries = 500)
  void what_is_taken_is_dense_and_complete_whatever_is_lost_on_the_way(
      @ForAll long seed, @ForAll @LongRange(max = 20) long start) {
    Random random = new Random(seed);
    Stream stream = new Stream(SETTINGS);
    List<Long> taken = new ArrayList<>();
    stream.level(start);
    long written = start;
    for (int step = 0; step < 200; step++) {
      switch (random.nextInt(5)) {
        case 0 -> written += 1 + random.nextInt(4);
        case 1, 2 -> {
          // A message with some of the last entries, or none at all: it was lost.
          long from = Math.max(1, written - random.nextInt(6));
          stream.offer(entries(from, written));
          note(stream, taken);
        }
        case 3 -> stream.level(written);
        default -> fill(stream, taken);
      }
    }
    stream.level(written);
    while (stream.head() < stream.target()) {
      fill(stream, taken);
    }
    assertThat(taken)
        .containsExactlyElementsOf(LongStream.rangeClosed(start + 1, written).boxed().toList());
  }

  private static void fill(Stream stream, List<Long> taken) {
    if (stream.startFilling()) {
      List<Entry> read = entries(stream.head() + 1, Math.min(stream.target(), stream.head() + 3));
      stream.offer(entries(stream.target(), stream.target()));
      note(stream, taken);
      stream.endFilling();
      stream.offer(read);
      note(stream, taken);
    }
  }

  private static void note(Stream stream, List<Long> taken) {
    stream.taken().forEach(entry -> taken.add(entry.seq()));
  }

  @Test
  void a_topic_that_went_back_is_noticed() {
    Stream stream = new Stream(SETTINGS);
    assertThat(stream.level(5)).isEqualTo(Stream.Level.LEVEL);
    assertThat(stream.level(7)).isEqualTo(Stream.Level.MISSING);
    assertThat(stream.level(3)).isEqualTo(Stream.Level.AHEAD);
    assertThat(stream.head()).isEqualTo(5);
    stream.goBack(3);
    assertThat(stream.head()).isEqualTo(3);
  }

  @Test
  void the_ring_says_what_it_covers() {
    Ring ring = new Ring(4, 1_000_000);
    entries(1, 10).forEach(ring::add);
    assertThat(ring.covers(5)).isFalse();
    assertThat(ring.covers(6)).isTrue();
    assertThat(ring.after(7, 2)).extracting(Entry::seq).containsExactly(8L, 9L);
  }

  private static List<Entry> entries(long from, long to) {
    return LongStream.rangeClosed(from, to).mapToObj(seq -> new Entry(seq, List.of())).toList();
  }
}
