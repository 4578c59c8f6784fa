package io.lyceum.media.janus;

import com.fasterxml.jackson.databind.JsonNode;
import io.lyceum.core.TopicId;
import io.lyceum.media.MediaServer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.apache.pekko.actor.Cancellable;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.ActorContext;

/**
 * The Janus instances of this node's settings. A room opens on the one that is reached and holds
 * the fewest rooms of this node; when that one dies the room is lost and opens on another.
 */
public final class JanusServers implements MediaServer {
  private static final Duration SWEEP = Duration.ofMinutes(1);

  private final List<JanusInstance> instances = new ArrayList<>();
  private final JanusSettings settings;
  private final Clock clock;

  private JanusServers(JanusSettings settings, Clock clock) {
    this.settings = settings;
    this.clock = clock;
  }

  /** Connects to all of them, and again whenever one is lost. */
  public static JanusServers start(
      ActorContext<?> context, JanusSettings settings, Clock clock, MeterRegistry meters) {
    JanusServers servers = new JanusServers(settings, clock);
    for (URI url : settings.urls()) {
      JanusInstance instance = new JanusInstance();
      ActorRef<JanusMessage> link =
          context.spawnAnonymous(JanusLink.create(url, settings.apiSecret(), clock, instance));
      instance.linked(link);
      servers.instances.add(instance);
    }
    servers.measure(meters);
    ActorSystem<?> system = context.getSystem();
    Cancellable sweeps =
        system
            .scheduler()
            .scheduleWithFixedDelay(SWEEP, SWEEP, () -> servers.sweep(), system.executionContext());
    system.getWhenTerminated().thenRun(sweeps::cancel);
    return servers;
  }

  @Override
  public CompletionStage<Room> open(TopicId topic, Consumer<News> news) {
    Optional<JanusInstance> chosen =
        instances.stream()
            .filter(JanusInstance::isUp)
            .min(Comparator.comparingInt(JanusInstance::rooms));
    return chosen
        .map(janus -> open(janus, topic, news))
        .orElseGet(() -> CompletableFuture.failedStage(new JanusFailure("No Janus is reached")));
  }

  private CompletionStage<Room> open(JanusInstance janus, TopicId topic, Consumer<News> news) {
    RoomKeys keys = RoomKeys.of(topic, settings.apiSecret());
    JanusRoom room = new JanusRoom(janus, keys, settings, news);
    janus.add(room);
    // What a crash left behind is not taken over: its handles belong to nobody.
    return janus
        .ask(VideoRoom.destroy(keys))
        .handle((_, _) -> true)
        .thenCompose(
            _ ->
                janus.ask(
                    VideoRoom.create(keys, settings.bitrate(), clock.instant().getEpochSecond())))
        .<Room>thenApply(_ -> room)
        .whenComplete(
            (_, failure) -> {
              if (failure != null) {
                janus.remove(room);
              }
            });
  }

  List<JanusInstance> instances() {
    return List.copyOf(instances);
  }

  /** Destroys what was left behind; gives how many rooms that were. */
  CompletionStage<Integer> sweep() {
    CompletionStage<Integer> swept = CompletableFuture.completedStage(0);
    for (JanusInstance janus : instances) {
      if (janus.isUp()) {
        swept = swept.thenCombine(sweep(janus), Integer::sum);
      }
    }
    return swept;
  }

  private CompletionStage<Integer> sweep(JanusInstance janus) {
    return janus
        .ask(VideoRoom.list())
        .thenApply(
            list -> {
              JsonNode rooms = list.path("plugindata").path("data").path("list");
              List<Long> orphans =
                  Orphans.of(rooms, clock.instant()).stream().filter(o -> !janus.has(o)).toList();
              for (long room : orphans) {
                janus.ask(VideoRoom.destroy(RoomKeys.of(room, settings.apiSecret())));
              }
              return orphans.size();
            })
        .exceptionally(_ -> 0);
  }

  private void measure(MeterRegistry meters) {
    Gauge.builder(
            "lyceum.media.servers",
            instances,
            all -> all.stream().filter(JanusInstance::isUp).count())
        .description("Media servers that this node reaches")
        .register(meters);
    Gauge.builder(
            "lyceum.media.rooms",
            instances,
            all -> all.stream().mapToInt(JanusInstance::rooms).sum())
        .description("Rooms with picture and voice that this node holds")
        .register(meters);
  }
}
