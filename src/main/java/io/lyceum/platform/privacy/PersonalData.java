package io.lyceum.platform.privacy;

import io.lyceum.core.TopicId;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * A place where data about people is kept. Whoever keeps any is one of these; what is not said here
 * is neither in an export nor gone after an erasure.
 */
public interface PersonalData {
  /** How the place is called in an export, such as {@code chat}. */
  String name();

  /** Where the person is or was: topics whose journals may tell something of them. */
  default List<TopicId> topics(Handle handle, DataSubject person) {
    return List.of();
  }

  /**
   * Writes all that is kept about the person, as fields of an object of this place's own; nothing
   * of what others wrote, and of others no more than an id. Blocking.
   */
  void export(Disclosure to);

  /**
   * Takes the person out of the tables. Called within a transaction of their school, after {@link
   * ErasedPeople#add}: what others still write about the person comes to nothing. Doing it again
   * does no harm. The journal is not touched: what it says of a person is sealed with a key of
   * theirs.
   */
  void purge(Handle transaction, DataSubject person);
}
