package io.lyceum.platform.database;

import com.typesafe.config.Config;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.persistence.jdbc.journal.JdbcAsyncWriteJournal;

/**
 * The journal plugin as it is, but its circuit breaker tells when it opens. Pekko offers no other
 * way to its breaker than this accessor that Scala made.
 */
public final class WatchedJournal extends JdbcAsyncWriteJournal {
  public WatchedJournal(Config config) {
    super(config);
    JournalBreaker.get(Adapter.toTyped(context().system()))
        .watch(org$apache$pekko$persistence$journal$AsyncWriteJournal$$breaker());
  }
}
