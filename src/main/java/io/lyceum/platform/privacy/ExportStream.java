package io.lyceum.platform.privacy;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.stream.javadsl.StreamConverters;
import org.apache.pekko.util.ByteString;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A person's data as a stream that is written while it is read: a reader that is slow holds the
 * writer up, one that goes away ends it, and a writer that fails breaks the stream off, so that
 * half a document is not taken for a whole one.
 */
public final class ExportStream {
  private static final Logger log = LoggerFactory.getLogger(ExportStream.class);
  private static final int BUFFER = 64 * 1024;

  private final PersonalRecords records;
  private final Executor blocking;
  private final Clock clock;

  public ExportStream(PersonalRecords records, Executor blocking, Clock clock) {
    this.records = records;
    this.blocking = blocking;
    this.clock = clock;
  }

  /** Nothing is read before somebody wants it. */
  public Source<ByteString, NotUsed> of(DataSubject person) {
    return StreamConverters.fromInputStream(() -> open(person))
        .mapMaterializedValue(_ -> NotUsed.notUsed());
  }

  private InputStream open(DataSubject person) throws IOException {
    PipedInputStream in = new PipedInputStream(BUFFER);
    PipedOutputStream out = new PipedOutputStream(in);
    CompletableFuture<Void> written =
        CompletableFuture.runAsync(
            () -> {
              try (out) {
                records.export(person, clock.instant(), out);
              } catch (IOException e) {
                throw new CompletionException(e);
              }
            },
            blocking);
    return new Checked(in, written);
  }

  /** Its end is an end only when the writer says so. */
  private static final class Checked extends FilterInputStream {
    private final CompletableFuture<Void> written;

    Checked(InputStream in, CompletableFuture<Void> written) {
      super(in);
      this.written = written;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
      int count = super.read(bytes, from, length);
      if (count < 0) {
        try {
          written.join();
        } catch (CompletionException e) {
          log.atError().setCause(e.getCause()).log("An export could not be written to its end");
          throw new IOException("the export broke off", e);
        }
      }
      return count;
    }
  }
}
