package io.lyceum.topic.frame;

import static org.assertj.core.api.Assertions.assertThat;

import io.lyceum.core.SchoolId;
import io.lyceum.core.TopicId;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class KnownEntriesTest {
  private static final TopicId CHAT = new TopicId(new SchoolId("demo"), "chat", "8b");
  private static final TopicId OTHER = new TopicId(new SchoolId("other"), "chat", "8b");

  @Property
  void a_stretch_is_known_as_the_journal_has_it_or_not_at_all(
      @ForAll Set<@LongRange(min = 1, max = 12) Long> read,
      @ForAll @LongRange(min = 1, max = 12) long from,
      @ForAll @LongRange(min = 0, max = 12) long to,
      @ForAll @IntRange(min = 1, max = 12) int limit) {
    KnownEntries known = new KnownEntries(100_000);
    known.add(CHAT, read.stream().map(KnownEntriesTest::entry).toList());

    List<Long> stretch = LongStream.rangeClosed(from, to).boxed().toList();
    int size = Math.min(limit, stretch.size());
    List<Long> first = stretch.subList(0, size);
    List<Long> last = stretch.subList(stretch.size() - size, stretch.size());

    assertThat(known.forward(CHAT, from, to, limit).isPresent()).isEqualTo(read.containsAll(first));
    known.forward(CHAT, from, to, limit).ifPresent(e -> assertThat(seqs(e)).isEqualTo(first));
    assertThat(known.backward(CHAT, from, to, limit).isPresent()).isEqualTo(read.containsAll(last));
    known.backward(CHAT, from, to, limit).ifPresent(e -> assertThat(seqs(e)).isEqualTo(last));
  }

  @Test
  void topics_of_two_schools_are_two() {
    KnownEntries known = new KnownEntries(100_000);
    known.add(CHAT, List.of(entry(1)));
    assertThat(known.forward(OTHER, 1, 1, 10)).isEmpty();
  }

  @Test
  void it_holds_no_more_than_it_may() {
    KnownEntries known = new KnownEntries(10_000);
    for (long seq = 1; seq <= 1_000; seq++) {
      known.add(CHAT, List.of(entry(seq)));
    }
    long held =
        LongStream.rangeClosed(1, 1_000)
            .filter(seq -> known.forward(CHAT, seq, seq, 1).isPresent())
            .count();
    assertThat(held).isBetween(1L, 25L);
  }

  @Test
  void nothing_is_held_when_that_is_wished() {
    KnownEntries known = new KnownEntries(0);
    known.add(CHAT, List.of(entry(1)));
    assertThat(known.forward(CHAT, 1, 1, 1)).isEmpty();
  }

  private static Entry entry(long seq) {
    return new Entry(seq, List.of());
  }

  private static List<Long> seqs(List<Entry> entries) {
    return entries.stream().map(Entry::seq).toList();
  }
}
