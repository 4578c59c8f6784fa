package io.lyceum.platform.privacy;

import io.lyceum.core.TopicId;
import io.lyceum.platform.projection.StoredEvent;
import java.util.List;
import java.util.Optional;

/** Reads what happened in a topic, from its beginning. */
@FunctionalInterface
public interface Past {
  /** One entry of a journal; without an event when a command changed nothing. */
  record Entry(long seq, Optional<StoredEvent> event) {}

  /** The first {@code limit} entries after {@code seq}. Blocking. */
  List<Entry> after(TopicId topic, long seq, int limit);
}
