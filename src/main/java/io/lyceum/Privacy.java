package io.lyceum;

import io.lyceum.platform.cluster.SealReaders;
import io.lyceum.platform.database.Database;
import io.lyceum.platform.personal.JournalSealing;
import io.lyceum.platform.privacy.Disclosure;
import io.lyceum.platform.privacy.PersonalData;
import io.lyceum.platform.privacy.PersonalRecords;
import io.lyceum.platform.seal.SealRing;
import io.lyceum.platform.settings.Settings;
import io.lyceum.platform.vault.EarlierRows;
import io.lyceum.platform.vault.ErasedKeys;
import io.lyceum.platform.vault.Vault;
import io.lyceum.topic.LiveKind;
import io.lyceum.topic.TopicKinds;
import io.lyceum.topic.journal.DatabaseJournal;
import io.lyceum.topic.journal.JournalPast;
import io.lyceum.topic.journal.RecordCodec;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;
import org.apache.pekko.actor.typed.ActorSystem;

/**
 * What is known of people, on this node: sealed with a key for each of them in journal and
 * snapshots, given out on request, forgotten when the key is gone.
 */
final class Privacy {
  private final ActorSystem<?> system;
  private final Database database;
  private final SealReaders readers;
  private final Vault vault;

  Privacy(ActorSystem<?> system, Settings settings, Database database, MeterRegistry meters) {
    this.system = system;
    this.database = database;
    this.readers = new SealReaders(system);
    this.vault =
        new Vault(
            database.jdbi(),
            database.blocking(),
            new SealRing(settings.identity().keys().encryption()),
            readers,
            meters);
    JournalSealing.get(system).use(vault);
    database.blocking().execute(vault::sealKeysAgain);
  }

  /**
   * Follows erasures, and seals what earlier builds wrote in plain.
   *
   * @param owner enters as who owns the tables
   */
  void start(Forgetting forgetting, TopicKinds kinds, DataSource owner) {
    new ErasedKeys(database, vault).watch(system, forgetting);
    EarlierRows earlier =
        new EarlierRows(
            new Database(owner, database.blocking()).jdbi(),
            vault,
            (topic, manifest, stored) -> RecordCodec.marked(kinds, topic, manifest, stored),
            readers::areSettled);
    CompletableFuture<?> end = system.getWhenTerminated().toCompletableFuture();
    database.blocking().execute(() -> earlier.run(end::isDone));
  }

  /**
   * All that is kept about people.
   *
   * @param accounts what is kept about them as such
   * @param recordings what is recorded of them
   */
  PersonalRecords records(
      List<PersonalData> accounts, List<LiveKind> kinds, PersonalData recordings) {
    List<PersonalData> places = new ArrayList<>(accounts);
    kinds.forEach(kind -> places.addAll(kind.personalData()));
    places.add(recordings);
    return new PersonalRecords(
        places,
        new Disclosure.Source(database, new JournalPast(new DatabaseJournal(database, vault))));
  }
}
