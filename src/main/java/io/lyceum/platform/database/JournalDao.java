package io.lyceum.platform.database;

import io.lyceum.platform.personal.JournalSealing;
import io.lyceum.platform.personal.Sealable;
import io.lyceum.platform.personal.SealedText;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.persistence.PersistentRepr;
import org.apache.pekko.persistence.jdbc.config.JournalConfig;
import org.apache.pekko.persistence.jdbc.journal.dao.DefaultJournalDao;
import org.apache.pekko.persistence.jdbc.journal.dao.JournalTables.JournalPekkoSerializationRow;
import org.apache.pekko.serialization.Serialization;
import org.apache.pekko.stream.Materializer;
import org.apache.pekko.stream.scaladsl.Source;
import scala.Tuple2;
import scala.collection.immutable.Seq;
import scala.collection.immutable.Set;
import scala.concurrent.ExecutionContext;
import scala.concurrent.Future;
import scala.jdk.javaapi.CollectionConverters;
import scala.jdk.javaapi.FutureConverters;
import scala.runtime.BoxedUnit;
import scala.util.Success;
import scala.util.Try;
import slick.jdbc.JdbcBackend.JdbcDatabaseDef;
import slick.jdbc.JdbcProfile;

/**
 * The journal plugin's tables, written in one statement for each batch: its columns travel as
 * arrays, so that a batch of any size is the same prepared statement, and a single statement is its
 * own transaction. What is personal in a row is sealed on the way in and opened on the way out.
 * Everything else is the plugin's.
 */
public final class JournalDao extends DefaultJournalDao {
  private static final String INSERT =
      """
      insert into event_journal (persistence_id, sequence_number, writer, write_timestamp, adapter_manifest,
                                 event_ser_id, event_ser_manifest, event_payload)
      select * from unnest(?::text[], ?::bigint[], ?::text[], ?::bigint[], ?::text[], ?::int[], ?::text[], ?::bytea[])
      """;

  private final Executor blocking = Executors.newVirtualThreadPerTaskExecutor();
  private final JournalSealing sealing;

  /** Called by the plugin, which finds this class by its name. */
  public JournalDao(
      JdbcDatabaseDef database,
      JdbcProfile profile,
      JournalConfig config,
      Serialization serialization,
      ExecutionContext executor,
      Materializer materializer) {
    super(database, profile, config, serialization, executor, materializer);
    this.sealing = JournalSealing.get(Adapter.toTyped(serialization.system()));
  }

  /** Writes all rows or none; a row that is there already fails them all. */
  @Override
  public Future<BoxedUnit> writeJournalRows(
      Seq<Tuple2<JournalPekkoSerializationRow, Set<String>>> rows) {
    Columns columns = new Columns(rows.size());
    for (Tuple2<JournalPekkoSerializationRow, Set<String>> row :
        CollectionConverters.asJava(rows)) {
      if (row._2().nonEmpty() || row._1().metaPayload().isDefined()) {
        throw new IllegalArgumentException("this journal has neither tags nor metadata");
      }
      columns.add(row._1());
    }
    return FutureConverters.asScala(
        CompletableFuture.supplyAsync(
            () -> {
              write(columns);
              return BoxedUnit.UNIT;
            },
            blocking));
  }

  private void write(Columns columns) {
    sealing.closeAll(columns.topics, columns.payloads);
    try (Connection connection = db().source().createConnection();
        PreparedStatement insert = connection.prepareStatement(INSERT)) {
      columns.bind(connection, insert);
      insert.executeUpdate();
    } catch (SQLException e) {
      throw new CompletionException(e);
    }
  }

  /** Only keys that have not been met lately are waited for. */
  @Override
  public Source<Try<Tuple2<PersistentRepr, Object>>, NotUsed> messages(
      String topic, long from, long to, long max) {
    return super.messages(topic, from, to, max)
        .asJava()
        .mapAsync(1, row -> opened(topic, row))
        .asScala();
  }

  private CompletionStage<Try<Tuple2<PersistentRepr, Object>>> opened(
      String topic, Try<Tuple2<PersistentRepr, Object>> row) {
    if (row.isFailure()
        || !(row.get()._1().payload() instanceof Sealable closed)
        || !SealedText.isSealed(closed.text())) {
      return CompletableFuture.completedStage(row);
    }
    return sealing
        .openSoon(topic, closed.text())
        .<Try<Tuple2<PersistentRepr, Object>>>thenApply(
            text ->
                new Success<>(
                    Tuple2.apply(row.get()._1().withPayload(closed.with(text)), row.get()._2())));
  }

  /** A batch, turned by ninety degrees. */
  private static final class Columns {
    private final String[] topics;
    private final Long[] numbers;
    private final String[] writers;
    private final Long[] times;
    private final String[] adapters;
    private final Integer[] serializers;
    private final String[] manifests;
    private final byte[][] payloads;
    private int size;

    private Columns(int rows) {
      topics = new String[rows];
      numbers = new Long[rows];
      writers = new String[rows];
      times = new Long[rows];
      adapters = new String[rows];
      serializers = new Integer[rows];
      manifests = new String[rows];
      payloads = new byte[rows][];
    }

    private void add(JournalPekkoSerializationRow row) {
      topics[size] = row.persistenceId();
      numbers[size] = row.sequenceNumber();
      writers[size] = row.writer();
      times[size] = row.writeTimestamp();
      adapters[size] = row.adapterManifest();
      serializers[size] = row.eventSerId();
      manifests[size] = row.eventSerManifest();
      payloads[size++] = row.eventPayload();
    }

    private void bind(Connection connection, PreparedStatement insert) throws SQLException {
      insert.setArray(1, connection.createArrayOf("text", topics));
      insert.setArray(2, connection.createArrayOf("int8", numbers));
      insert.setArray(3, connection.createArrayOf("text", writers));
      insert.setArray(4, connection.createArrayOf("int8", times));
      insert.setArray(5, connection.createArrayOf("text", adapters));
      insert.setArray(6, connection.createArrayOf("int4", serializers));
      insert.setArray(7, connection.createArrayOf("text", manifests));
      insert.setArray(8, connection.createArrayOf("bytea", payloads));
    }
  }
}
