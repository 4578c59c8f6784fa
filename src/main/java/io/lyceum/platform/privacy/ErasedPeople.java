package io.lyceum.platform.privacy;

import org.jdbi.v3.core.Handle;

/**
 * Ids of people who are erased, so that nothing of them comes back: tables of people refuse their
 * rows, whether of a projection that is behind or is built anew, or of a request that began before.
 */
public final class ErasedPeople {
  private ErasedPeople() {}

  /**
   * Notes the person within {@code transaction}. Waits for those who are writing a row of theirs;
   * who comes later waits for this transaction, and then writes none.
   */
  static void add(Handle transaction, DataSubject person) {
    String school = person.school().value();
    String user = person.user().value();
    transaction
        .select("select pg_advisory_xact_lock(26, person_lock(?, ?))::text", school, user)
        .mapTo(String.class)
        .one();
    transaction.execute(
        "insert into erased_person (school, person) values (?, ?) on conflict do nothing",
        school,
        user);
  }

  /** Whether the person is erased, or is no more when {@code transaction} ends. */
  public static boolean contains(Handle transaction, DataSubject person) {
    return transaction
        .select(
            "select 1 from erased_person where school = ? and person = ?",
            person.school().value(),
            person.user().value())
        .mapTo(Integer.class)
        .findOne()
        .isPresent();
  }
}
