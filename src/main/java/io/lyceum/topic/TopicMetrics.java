package io.lyceum.topic;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;

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
    String outcome =
        switch (answer) {
          case Answer.Acked _ -> "acknowledged";
          case Answer.Refused refused -> refused.rejection().code().wire();
        };
    Counter.builder("lyceum.commands")
        .description("Commands answered, by kind and outcome")
        .tags("kind", kind, "outcome", outcome)
        .register(registry)
        .increment();
  }

  public void committed(String kind, int entries) {
    DistributionSummary.builder("lyceum.topic.commit.entries")
        .description("Journal entries written in one transaction (group commit)")
        .tag("kind", kind)
        .register(registry)
        .record(entries);
  }

  public void recovered(String kind) {
    Counter.builder("lyceum.topic.recoveries")
        .description("Topics whose journal was replayed")
        .tag("kind", kind)
        .register(registry)
        .increment();
  }

  public void writeFailed(String kind) {
    Counter.builder("lyceum.topic.write.failures")
        .description("Writers lost to a failed write")
        .tag("kind", kind)
        .register(registry)
        .increment();
  }
}
