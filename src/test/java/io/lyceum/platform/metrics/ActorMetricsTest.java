package io.lyceum.platform.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import org.apache.pekko.actor.DeadLetter;
import org.apache.pekko.actor.Dropped;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.typed.eventstream.EventStream;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ActorMetricsTest {
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final ActorTestKit kit =
      ActorTestKit.create(
          "actor-metrics",
          ConfigFactory.parseString("pekko.actor.provider = local")
              .withFallback(ConfigFactory.defaultReference()));

  @AfterEach
  void stop() {
    kit.shutdownTestKit();
  }

  private double dropped(String buffer) {
    return registry.get("lyceum.actor.dropped").tag("buffer", buffer).counter().count();
  }

  @Test
  void lost_and_dropped_messages_are_counted_and_the_dispatcher_is_timed() {
    kit.spawn(ActorMetrics.create(registry));
    org.apache.pekko.actor.ActorRef nobody = Adapter.toClassic(kit.system()).deadLetters();
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () -> {
              // Again and again: it may not have subscribed yet.
              publish(new DeadLetter("lost", nobody, nobody));
              publish(new Dropped("full", "Stash is full", nobody, nobody));
              publish(new Dropped("full", "Queue is full", nobody, nobody));
              assertThat(registry.get("lyceum.actor.dead.letters").counter().count()).isPositive();
              assertThat(dropped("stash")).isPositive();
              assertThat(dropped("other")).isPositive();
              assertThat(registry.get("lyceum.dispatcher.delay").timer().count()).isPositive();
            });
    assertThat(
            registry
                .get("lyceum.dispatcher.delay")
                .timer()
                .max(java.util.concurrent.TimeUnit.SECONDS))
        .isLessThan(20);
  }

  private void publish(Object event) {
    kit.system().eventStream().tell(new EventStream.Publish<>(event));
  }
}
