package io.lyceum.platform.database;

import io.lyceum.platform.personal.JournalSealing;
import io.lyceum.platform.personal.Sealable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.persistence.SnapshotMetadata;
import org.apache.pekko.persistence.jdbc.config.SnapshotConfig;
import org.apache.pekko.persistence.jdbc.snapshot.dao.DefaultSnapshotDao;
import org.apache.pekko.serialization.Serialization;
import org.apache.pekko.stream.Materializer;
import scala.Option;
import scala.Tuple2;
import scala.concurrent.ExecutionContext;
import scala.concurrent.Future;
import scala.jdk.javaapi.FutureConverters;
import scala.runtime.BoxedUnit;
import slick.jdbc.JdbcBackend.JdbcDatabaseDef;
import slick.jdbc.JdbcProfile;

/** The snapshots' table as the plugin keeps it, with what is personal in a snapshot sealed. */
public final class SnapshotDao extends DefaultSnapshotDao {
  private final Executor blocking = Executors.newVirtualThreadPerTaskExecutor();
  private final JournalSealing sealing;

  /** Called by the plugin, which finds this class by its name. */
  public SnapshotDao(
      JdbcDatabaseDef database,
      JdbcProfile profile,
      SnapshotConfig config,
      Serialization serialization,
      ExecutionContext executor,
      Materializer materializer) {
    super(database, profile, config, serialization, executor, materializer);
    this.sealing = JournalSealing.get(Adapter.toTyped(serialization.system()));
  }

  @Override
  public Future<BoxedUnit> save(SnapshotMetadata metadata, Object snapshot) {
    if (!(snapshot instanceof Sealable open)) {
      return super.save(metadata, snapshot);
    }
    return FutureConverters.asScala(
        CompletableFuture.supplyAsync(
                () -> open.with(sealing.close(metadata.persistenceId(), open.text())), blocking)
            .thenCompose(closed -> FutureConverters.asJava(super.save(metadata, closed))));
  }

  @Override
  public Future<Option<Tuple2<SnapshotMetadata, Object>>> latestSnapshot(String topic) {
    return openedSoon(super.latestSnapshot(topic));
  }

  @Override
  public Future<Option<Tuple2<SnapshotMetadata, Object>>> snapshotForMaxTimestamp(
      String topic, long timestamp) {
    return openedSoon(super.snapshotForMaxTimestamp(topic, timestamp));
  }

  @Override
  public Future<Option<Tuple2<SnapshotMetadata, Object>>> snapshotForMaxSequenceNr(
      String topic, long seq) {
    return openedSoon(super.snapshotForMaxSequenceNr(topic, seq));
  }

  @Override
  public Future<Option<Tuple2<SnapshotMetadata, Object>>> snapshotForMaxSequenceNrAndMaxTimestamp(
      String topic, long seq, long timestamp) {
    return openedSoon(super.snapshotForMaxSequenceNrAndMaxTimestamp(topic, seq, timestamp));
  }

  private Future<Option<Tuple2<SnapshotMetadata, Object>>> openedSoon(
      Future<Option<Tuple2<SnapshotMetadata, Object>>> stored) {
    return FutureConverters.asScala(
        FutureConverters.asJava(stored).thenApplyAsync(found -> found.map(this::opened), blocking));
  }

  private Tuple2<SnapshotMetadata, Object> opened(Tuple2<SnapshotMetadata, Object> found) {
    return found._2() instanceof Sealable closed
        ? Tuple2.apply(
            found._1(), closed.with(sealing.open(found._1().persistenceId(), closed.text())))
        : found;
  }
}
