package io.lyceum.platform.privacy;

import java.util.List;
import org.jdbi.v3.core.Handle;

/** All places of a node where data about people is kept. */
public record PersonalRecords(List<PersonalData> places) {
  public PersonalRecords {
    places = List.copyOf(places);
  }

  /**
   * Takes a person out of every table, for ever, within one transaction of their school. To be done
   * again it need not have been done before: what is left of half an erasure goes, too.
   */
  public void purge(Handle transaction, DataSubject person) {
    ErasedPeople.add(transaction, person);
    places.forEach(place -> place.purge(transaction, person));
  }
}
