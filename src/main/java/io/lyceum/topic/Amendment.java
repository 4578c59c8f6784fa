package io.lyceum.topic;

import io.lyceum.core.TopicId;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * Brings a page of the past up to date with what happened after it: who reads back is shown what
 * stands, not what was taken back. The live stream and a resume need none, for they carry the later
 * events too.
 */
@FunctionalInterface
public interface Amendment {
  /** Leaves every page as it is. */
  Amendment NONE = (_, _, _) -> {};

  /**
   * Changes the {@code data} of event frames in place; a frame may be emptied, never removed.
   *
   * @param handle for one statement: there is no transaction around it
   */
  void amend(Handle handle, TopicId topic, List<PastFrame> events);
}
