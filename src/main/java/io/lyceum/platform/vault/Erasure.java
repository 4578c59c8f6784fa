package io.lyceum.platform.vault;

import io.lyceum.core.ErrorCode;
import io.lyceum.platform.http.Refusal;
import io.lyceum.platform.privacy.DataSubject;
import io.lyceum.platform.privacy.PersonalRecords;
import java.util.function.BiConsumer;
import org.jdbi.v3.core.Handle;

/**
 * Erases a person within a transaction of their school, for ever: the key, and with it all that is
 * sealed; the rows of every place.
 */
public record Erasure(PersonalRecords records) implements BiConsumer<Handle, DataSubject> {
  @Override
  public void accept(Handle transaction, DataSubject person) {
    if (!EarlierRows.isFinished(transaction)) {
      throw Refusal.of(
          ErrorCode.UNAVAILABLE, "What an earlier release wrote is still being sealed.");
    }
    PersonKeys.destroy(transaction, person);
    records.purge(transaction, person);
  }
}
