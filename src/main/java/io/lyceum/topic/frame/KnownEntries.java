package io.lyceum.topic.frame;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.lyceum.core.SchoolId;
import io.lyceum.core.TopicId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Entries that were read from the journal lately: when a class opens its chat, everybody asks for
 * the same page. What was written never changes, so nothing here can be out of date until somebody
 * is erased.
 */
final class KnownEntries {
  private record Place(TopicId topic, long seq) {}

  /** Bytes of the objects around an entry's text, roughly. */
  private static final int AROUND = 400;

  private final Cache<Place, Entry> entries;

  /**
   * @param bytes the most to hold; 0 for nothing
   */
  KnownEntries(long bytes) {
    this.entries =
        Caffeine.newBuilder()
            .maximumWeight(bytes)
            .<Place, Entry>weigher((_, entry) -> AROUND + entry.size())
            .executor(Runnable::run)
            .build();
  }

  void add(TopicId topic, List<Entry> read) {
    read.forEach(entry -> entries.put(new Place(topic, entry.seq()), entry));
  }

  /** Lets go of all entries of these schools. */
  void forget(Set<SchoolId> schools) {
    entries.asMap().keySet().removeIf(place -> schools.contains(place.topic().school()));
  }

  /** The first {@code limit} entries of {@code [from, to]}; empty when one of them is not known. */
  Optional<List<Entry>> forward(TopicId topic, long from, long to, int limit) {
    List<Entry> found = new ArrayList<>();
    for (long seq = from; seq <= to && found.size() < limit; seq++) {
      Entry entry = entries.getIfPresent(new Place(topic, seq));
      if (entry == null) {
        return Optional.empty();
      }
      found.add(entry);
    }
    return Optional.of(found);
  }

  /** The last {@code limit} entries of {@code [from, to]}, ascending; empty as above. */
  Optional<List<Entry>> backward(TopicId topic, long from, long to, int limit) {
    Deque<Entry> found = new ArrayDeque<>();
    for (long seq = to; seq >= from && found.size() < limit; seq--) {
      Entry entry = entries.getIfPresent(new Place(topic, seq));
      if (entry == null) {
        return Optional.empty();
      }
      found.addFirst(entry);
    }
    return Optional.of(List.copyOf(found));
  }
}
