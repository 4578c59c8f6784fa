package io.lyceum.topic;

import io.lyceum.platform.metrics.Buckets;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;

/**
 * What operators see of the topics: commands by kind and outcome, commit sizes, recoveries, failed
 * writes.
 */
public final class TopicMetrics {
  private final MeterRegistry registry;

  public TopicMetrics(MeterRegistry registry) {
    this.registry = registry;
  }

  public void answered(String kind, Answer answer) {
    count(
        kind,
        switch (answer) {
          case Answer.Acked _ -> "acknowledged";
          case Answer.Refused refused -> refused.rejection().code().wire();
        });
  }

  /** A command that was known already got its first answer again. */
  public void answeredAgain(String kind) {
    count(kind, "duplicate");
  }

  private void count(String kind, String outcome) {
    Counter.builder("lyceum.commands")
        .description(
            "Commands answered, by kind and outcome: acknowledged, duplicate or the error code")
        .tags("kind", kind, "outcome", outcome)
        .register(registry)
        .increment();
  }

  public void committed(String kind, int entries) {
    DistributionSummary.builder("lyceum.topic.commit.entries")
        .description("Journal entries written in one transaction (group commit)")
        .tag("kind", kind)
        .serviceLevelObjectives(Buckets.size())
        .register(registry)
        .record(entries);
  }

  public void recovered(String kind, Duration took) {
    Timer.builder("lyceum.topic.recovery")
        .description("From starting a topic's writer to its journal being replayed")
        .tag("kind", kind)
        .serviceLevelObjectives(Buckets.latency())
        .register(registry)
        .record(took);
  }

  public void writeFailed(String kind) {
    Counter.builder("lyceum.topic.write.failures")
        .description("Writers lost to a failed write")
        .tag("kind", kind)
        .register(registry)
        .increment();
  }
}
