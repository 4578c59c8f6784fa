package io.lyceum.simulation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.pekko.dispatch.Futures;
import org.apache.pekko.persistence.AtomicWrite;
import org.apache.pekko.persistence.PersistentRepr;
import org.apache.pekko.persistence.journal.japi.AsyncWriteJournal;
import org.jspecify.annotations.Nullable;
import scala.concurrent.Future;
import scala.concurrent.Promise;
import scala.jdk.javaapi.CollectionConverters;

/** Lets Pekko Persistence write to the {@link PaperJournal}. */
@SuppressWarnings("NullAway") // Void has no value but null
public final class PaperJournalPlugin extends AsyncWriteJournal {
  private final PaperJournal journal = PaperSystem.current().journal();

  @Override
  public Future<Iterable<Optional<Exception>>> doAsyncWriteMessages(Iterable<AtomicWrite> writes) {
    List<PersistentRepr> rows = new ArrayList<>();
    List<Optional<Exception>> fine = new ArrayList<>();
    for (AtomicWrite write : writes) {
      rows.addAll(CollectionConverters.asJava(write.payload()));
      fine.add(Optional.empty());
    }
    Promise<Iterable<Optional<Exception>>> written = Futures.promise();
    journal.write(rows, settle(written, Collections.unmodifiableList(fine)));
    return written.future();
  }

  @Override
  public Future<Void> doAsyncDeleteMessagesTo(String topic, long to) {
    throw new UnsupportedOperationException("events are never deleted");
  }

  @Override
  public Future<Void> doAsyncReplayMessages(
      String topic, long from, long to, long max, Consumer<PersistentRepr> row) {
    Promise<Void> done = Futures.promise();
    journal.replay(topic, from, to, row, settle(done, null));
    return done.future();
  }

  @Override
  public Future<Long> doAsyncReadHighestSequenceNr(String topic, long from) {
    Promise<Long> found = Futures.promise();
    journal.highest(topic, found::success);
    return found.future();
  }

  static <T extends @Nullable Object> Consumer<@Nullable Throwable> settle(
      Promise<T> promise, T value) {
    return failure -> {
      if (failure == null) {
        promise.success(value);
      } else {
        promise.failure(failure);
      }
    };
  }
}
