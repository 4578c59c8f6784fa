package io.lyceum.topic;

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
    registry.counter("lyceum.commands", "kind", kind, "outcome", outcome).increment();
  }

  public void committed(String kind, int entries) {
    DistributionSummary.builder("lyceum.topic.commit.entries")
        .description("Journal entries written in one transaction (group commit)")
        .tag("kind", kind)
        .register(registry)
        .record(entries);
  }

  public void recovered(String kind) {
    registry.counter("lyceum.topic.recoveries", "kind", kind).increment();
  }

  public void writeFailed(String kind) {
    registry.counter("lyceum.topic.write.failures", "kind", kind).increment();
  }
}
