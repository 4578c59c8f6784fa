package io.lyceum.platform.privacy;

import org.jdbi.v3.core.Handle;

/**
 * A place where data about people is kept. Whoever keeps any is one of these; what is not said here
 * is neither in an export nor gone after an erasure.
 */
public interface PersonalData {
  /** How the place is called in an export, such as {@code chat}. */
  String name();

  /**
   * Takes the person out of the tables. Called within a transaction of their school, after {@link
   * ErasedPeople#add}: what others still write about the person comes to nothing. Doing it again
   * does no harm. The journal is not touched: what it says of a person is sealed with a key of
   * theirs.
   */
  void purge(Handle transaction, DataSubject person);
}
