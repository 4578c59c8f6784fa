package io.lyceum.platform.database;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Extension;
import org.apache.pekko.actor.typed.ExtensionId;
import org.apache.pekko.pattern.CircuitBreaker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether the journal's circuit breaker lets writes through. */
public final class JournalBreaker implements Extension {
  private static final Logger log = LoggerFactory.getLogger(JournalBreaker.class);
  private static final Id ID = new Id();

  private enum State {
    CLOSED,
    HALF_OPEN,
    OPEN
  }

  /** Pekko finds the one of an actor system by it. */
  private static final class Id extends ExtensionId<JournalBreaker> {
    @Override
    public JournalBreaker createExtension(ActorSystem<?> system) {
      return new JournalBreaker();
    }
  }

  private volatile State state = State.CLOSED;
  private final AtomicLong opened = new AtomicLong();

  private JournalBreaker() {}

  public static JournalBreaker get(ActorSystem<?> system) {
    return ID.apply(system);
  }

  void watch(CircuitBreaker breaker) {
    breaker
        .addOnOpenListener(
            () -> {
              opened.incrementAndGet();
              become(State.OPEN);
            })
        .addOnHalfOpenListener(() -> become(State.HALF_OPEN))
        .addOnCloseListener(() -> become(State.CLOSED));
  }

  private void become(State next) {
    state = next;
    log.atWarn().addKeyValue("state", name(next)).log("The journal's circuit breaker changed");
  }

  /** Shows it as one gauge a state and a counter of openings. */
  public void bindTo(MeterRegistry registry) {
    for (State one : State.values()) {
      Gauge.builder("lyceum.journal.breaker", this, breaker -> breaker.state == one ? 1 : 0)
          .description("The journal's circuit breaker: 1 for the state it is in")
          .tag("state", name(one))
          .register(registry);
    }
    FunctionCounter.builder("lyceum.journal.breaker.openings", opened, AtomicLong::get)
        .description("Times the journal's circuit breaker opened: writes fail at once")
        .register(registry);
  }

  private static String name(State state) {
    return state.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
