package io.lyceum.simulation;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.InternalActorRef;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.jspecify.annotations.Nullable;
import scala.Function0;
import scala.concurrent.BlockContext;
import scala.concurrent.CanAwait;

/** An actor system whose threads, timers and journal are a {@link Machine}'s. */
final class PaperSystem {
  private static final ThreadLocal<@Nullable PaperSystem> CURRENT = new ThreadLocal<>();

  private static final Config CONFIG =
      ConfigFactory.parseString(
              """
              hand {
                type = Dispatcher
                executor = "io.lyceum.simulation.HandExecutor"
                throughput = 1
              }
              pekko {
                use-slf4j = off, loggers = [], loglevel = OFF, stdout-loglevel = OFF, log-dead-letters = off
                jvm-shutdown-hooks = off, library-extensions = []
                coordinated-shutdown { run-by-jvm-shutdown-hook = off, exit-jvm = off }
                scheduler.implementation = "io.lyceum.simulation.HandScheduler"
                actor {
                  provider = local, allow-java-serialization = off
                  typed { library-extensions = [], default-mailbox.mailbox-type = "io.lyceum.simulation.HandMailbox" }
                  default-dispatcher = ${hand}, internal-dispatcher = ${hand}
                  default-mailbox.mailbox-type = "io.lyceum.simulation.HandMailbox"
                }
                persistence {
                  journal.plugin = paper-journal, snapshot-store.plugin = paper-snapshots
                  max-concurrent-recoveries = 50
                }
              }
              paper-journal {
                class = "io.lyceum.simulation.PaperJournalPlugin"
                plugin-dispatcher = "pekko.actor.default-dispatcher"
                circuit-breaker.max-failures = 1000000
                circuit-breaker.call-timeout = 60s
                replay-filter.mode = fail
                write-response-global-order = off
              }
              paper-snapshots {
                class = "io.lyceum.simulation.PaperSnapshotPlugin"
                plugin-dispatcher = "pekko.actor.default-dispatcher"
                snapshot-is-optional = true
              }
              """)
          .withFallback(ConfigFactory.parseResources("telemetry.conf"))
          .withFallback(ConfigFactory.defaultReference())
          .resolve();

  private final PaperJournal journal;
  private final ActorSystem system;

  PaperSystem(Machine machine, PaperJournal journal) {
    this.journal = journal;
    Machine.CURRENT.set(machine);
    CURRENT.set(this);
    // What the start waits for must run on this very thread.
    BlockContext meanwhile =
        new BlockContext() {
          @Override
          public <T> T blockOn(Function0<T> wait, CanAwait permission) {
            machine.drain();
            return wait.apply();
          }
        };
    this.system =
        BlockContext.withBlockContext(meanwhile, () -> ActorSystem.create("simulation", CONFIG));
  }

  static PaperSystem current() {
    PaperSystem system = CURRENT.get();
    if (system == null) {
      throw new IllegalStateException("no system on this thread");
    }
    return system;
  }

  PaperJournal journal() {
    return journal;
  }

  org.apache.pekko.actor.typed.ActorSystem<Void> typed() {
    return Adapter.toTyped(system);
  }

  <T> ActorRef<T> spawn(Behavior<T> behavior, String name) {
    return typed().systemActorOf(behavior, name, Props.empty());
  }

  /** Ends an actor and all it started without asking it. */
  static void stop(ActorRef<?> actor) {
    ((InternalActorRef) Adapter.toClassic(actor)).stop();
  }
}
