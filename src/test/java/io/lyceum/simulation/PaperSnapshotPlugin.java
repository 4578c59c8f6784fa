package io.lyceum.simulation;

import java.util.Optional;
import org.apache.pekko.dispatch.Futures;
import org.apache.pekko.persistence.SelectedSnapshot;
import org.apache.pekko.persistence.SnapshotMetadata;
import org.apache.pekko.persistence.SnapshotSelectionCriteria;
import org.apache.pekko.persistence.snapshot.japi.SnapshotStore;
import scala.concurrent.Future;
import scala.concurrent.Promise;

/** Lets Pekko Persistence keep snapshots in the {@link PaperJournal}. */
@SuppressWarnings("NullAway") // Void has no value but null
public final class PaperSnapshotPlugin extends SnapshotStore {
  private final PaperJournal journal = PaperSystem.current().journal();

  @Override
  public Future<Optional<SelectedSnapshot>> doLoadAsync(
      String topic, SnapshotSelectionCriteria wanted) {
    PaperJournal.Snapshot kept = journal.snapshot(topic);
    return Futures.successful(
        kept == null
            ? Optional.empty()
            : Optional.of(
                new SelectedSnapshot(
                    new SnapshotMetadata(topic, kept.seq(), kept.seq()), kept.stored())));
  }

  @Override
  public Future<Void> doSaveAsync(SnapshotMetadata data, Object stored) {
    Promise<Void> done = Futures.promise();
    journal.save(
        data.persistenceId(),
        new PaperJournal.Snapshot(data.sequenceNr(), stored),
        PaperJournalPlugin.settle(done, null));
    return done.future();
  }

  @Override
  public Future<Void> doDeleteAsync(SnapshotMetadata data) {
    return Futures.successful(null);
  }

  @Override
  public Future<Void> doDeleteAsync(String topic, SnapshotSelectionCriteria criteria) {
    return Futures.successful(null);
  }
}
