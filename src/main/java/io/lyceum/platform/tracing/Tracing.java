package io.lyceum.platform.tracing;

import io.lyceum.platform.metrics.BuildInfo;
import io.lyceum.platform.settings.SettingReader;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.pekko.Done;
import org.apache.pekko.actor.Address;
import org.apache.pekko.actor.CoordinatedShutdown;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Extension;
import org.apache.pekko.actor.typed.ExtensionId;
import org.jspecify.annotations.Nullable;

/**
 * A node's traces. Whether something is recorded is decided once, where it comes in; what is not
 * recorded has no context, so that nothing after it costs more than a look at null.
 */
public final class Tracing implements Extension {
  private static final Id ID = new Id();
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /** Pekko finds the one of an actor system by it. */
  private static final class Id extends ExtensionId<Tracing> {
    @Override
    public Tracing createExtension(ActorSystem<?> system) {
      return start(system);
    }
  }

  private final @Nullable Tracer tracer;
  private final double ratio;

  private Tracing(@Nullable Tracer tracer, double ratio) {
    this.tracer = tracer;
    this.ratio = ratio;
  }

  public static Tracing get(ActorSystem<?> system) {
    return ID.apply(system);
  }

  /** Stops the start when a setting is malformed. */
  public static void check(SettingReader settings) {
    TracingSettings.check(settings);
  }

  private static Tracing start(ActorSystem<?> system) {
    TracingSettings settings = TracingSettings.of(system.settings().config());
    if (settings.endpoint().isBlank()) {
      return new Tracing(null, 0);
    }
    SdkTracerProvider provider =
        SdkTracerProvider.builder()
            .setResource(resource(system))
            // Only what is to be recorded is begun at all.
            .setSampler(Sampler.alwaysOn())
            .addSpanProcessor(
                BatchSpanProcessor.builder(
                        OtlpHttpSpanExporter.builder()
                            .setEndpoint(settings.endpoint().replaceAll("/+$", "") + "/v1/traces")
                            .setTimeout(PATIENCE)
                            .build())
                    .setScheduleDelay(Duration.ofSeconds(1))
                    .build())
            .build();
    CoordinatedShutdown.get(system)
        .addTask(
            CoordinatedShutdown.PhaseBeforeActorSystemTerminate(),
            "send-last-traces",
            () -> stop(provider));
    return new Tracing(provider.get("io.lyceum"), settings.sampleRatio());
  }

  private static Resource resource(ActorSystem<?> system) {
    Address address = system.address();
    String node = address.getHost().orElse("local") + ":" + address.getPort().orElse(0);
    return Resource.getDefault()
        .merge(
            Resource.create(
                Attributes.of(
                    AttributeKey.stringKey("service.name"),
                    "lyceum",
                    AttributeKey.stringKey("service.version"),
                    BuildInfo.version(),
                    AttributeKey.stringKey("service.instance.id"),
                    node)));
  }

  private static CompletionStage<Done> stop(SdkTracerProvider provider) {
    CompletableFuture<Done> stopped = new CompletableFuture<>();
    provider.shutdown().whenComplete(() -> stopped.complete(Done.getInstance()));
    return stopped;
  }

  /**
   * Begins where the outside comes in.
   *
   * @param caller the outside's own {@code traceparent}, continued when it is one; whether it is
   *     recorded is ours to decide, not the caller's
   */
  public @Nullable Traced enter(String name, @Nullable String caller) {
    if (tracer == null || ThreadLocalRandom.current().nextDouble() >= ratio) {
      return null;
    }
    return begin(tracer, name, SpanKind.SERVER, TraceContext.parent(caller));
  }

  /** Goes on where {@code context} says. */
  public @Nullable Traced follow(String name, @Nullable String context) {
    return tracer == null || context == null
        ? null
        : begin(tracer, name, SpanKind.INTERNAL, TraceContext.parent(context));
  }

  /** One span for each context. */
  public List<Traced> follow(String name, List<String> contexts) {
    if (tracer == null || contexts.isEmpty()) {
      return List.of();
    }
    List<Traced> spans = new ArrayList<>(contexts.size());
    for (String context : contexts) {
      spans.add(begin(tracer, name, SpanKind.INTERNAL, TraceContext.parent(context)));
    }
    return spans;
  }

  /** Whether anything is recorded at all. */
  public boolean isOn() {
    return tracer != null;
  }

  private static Traced begin(Tracer tracer, String name, SpanKind kind, Context parent) {
    return new Traced(tracer.spanBuilder(name).setSpanKind(kind).setParent(parent).startSpan());
  }
}
