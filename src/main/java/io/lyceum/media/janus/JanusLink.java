package io.lyceum.media.janus;

import com.fasterxml.jackson.databind.JsonNode;
import io.lyceum.platform.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.jspecify.annotations.Nullable;

/**
 * The one connection of this node to one Janus: a session that is kept alive, requests with their
 * answers, handles with their events. When it is lost all handles are; it connects again by itself,
 * each time a little later.
 */
final class JanusLink extends AbstractBehavior<JanusMessage> {
  /** What is known of a link outside of it. */
  interface Watcher {
    void up();

    void down();
  }

  private static final Duration TICK = Duration.ofSeconds(1);
  private static final Duration CONNECT_WITHIN = Duration.ofSeconds(3);

  /** Janus ends a session that is silent for 60 s; a dead link is known sooner by this. */
  private static final int KEEPALIVE_TICKS = 5;

  private static final long FIRST_PAUSE_MS = 250;
  private static final long LONGEST_PAUSE_MS = 8_000;

  private final URI url;
  private final Watcher watcher;
  private final TimerScheduler<JanusMessage> timers;
  private final HttpClient http;
  private final Map<Long, Consumer<JanusEvent>> handles = new HashMap<>();
  private final JanusWire wire;
  private long ownHandle;
  private int ticks;
  private long pauseMs = FIRST_PAUSE_MS;

  private JanusLink(
      ActorContext<JanusMessage> context,
      TimerScheduler<JanusMessage> timers,
      URI url,
      String apiSecret,
      Clock clock,
      Watcher watcher) {
    super(context);
    this.timers = timers;
    this.url = url;
    this.wire = new JanusWire(apiSecret, clock);
    this.watcher = watcher;
    this.http = HttpClient.newBuilder().connectTimeout(CONNECT_WITHIN).build();
    timers.startTimerWithFixedDelay(JanusMessage.Nudge.TICK, TICK);
    connect();
  }

  static Behavior<JanusMessage> create(URI url, String apiSecret, Clock clock, Watcher watcher) {
    return Behaviors.setup(
        context ->
            Behaviors.withTimers(
                timers -> new JanusLink(context, timers, url, apiSecret, clock, watcher)));
  }

  @Override
  public Receive<JanusMessage> createReceive() {
    return newReceiveBuilder()
        .onMessage(JanusMessage.class, this::onMessage)
        .onSignal(PostStop.class, _ -> onStop())
        .build();
  }

  private Behavior<JanusMessage> onMessage(JanusMessage message) {
    switch (message) {
      case JanusMessage.Ask ask -> ask(ask.handle() == 0 ? ownHandle : ask.handle(), ask);
      case JanusMessage.Attach attach -> attach(attach);
      case JanusMessage.Detach(long handle) -> detach(handle);
      case JanusMessage.Connected(WebSocket opened) -> onConnected(opened);
      case JanusMessage.Received received when wire.isOn(received.socket()) ->
          onText(received.text());
      case JanusMessage.Received _ -> {}
      case JanusMessage.Closed(WebSocket closed) -> {
        if (wire.isOn(closed)) {
          lost();
        }
      }
      case JanusMessage.Ready ready -> onReady(ready);
      case JanusMessage.Nudge.CONNECT -> connect();
      case JanusMessage.Nudge.TICK -> onTick();
    }
    return this;
  }

  private void connect() {
    Consumer<JanusMessage> self = getContext().getSelf()::tell;
    getContext()
        .pipeToSelf(
            http.newWebSocketBuilder()
                .subprotocols("janus-protocol")
                .connectTimeout(CONNECT_WITHIN)
                .buildAsync(url, new JanusSocket(self)),
            (opened, _) -> new JanusMessage.Connected(opened));
  }

  private void onConnected(@Nullable WebSocket opened) {
    if (opened == null) {
      complain("Janus is not reached");
      connectLater();
      return;
    }
    wire.open(opened);
    wire.request(JanusVerb.of("create"))
        .thenCompose(
            created -> {
              long id = created.path("data").path("id").asLong();
              return wire.request(
                      JanusVerb.withPlugin(JanusVerb.of("attach").put("session_id", id)))
                  .thenApply(a -> new JanusMessage.Ready(opened, id, JanusVerb.idIn(a)));
            })
        .whenComplete(
            (ready, failure) -> {
              // By an answer or by the loss of the link: on this actor's own thread.
              if (failure != null) {
                complain("Janus does not take this node: " + failure.getMessage());
              }
              getContext()
                  .getSelf()
                  .tell(failure == null ? ready : new JanusMessage.Closed(opened));
            });
  }

  private void onReady(JanusMessage.Ready ready) {
    if (!wire.isOn(ready.socket())) {
      return;
    }
    wire.session(ready.session());
    ownHandle = ready.handle();
    pauseMs = FIRST_PAUSE_MS;
    watcher.up();
    getContext().getLog().atInfo().addKeyValue("janus", url.getHost()).log("Janus is reached");
  }

  private void ask(long handle, JanusMessage.Ask ask) {
    if (!wire.isReady()) {
      ask.reply().completeExceptionally(new JanusFailure("Janus is not reached"));
      return;
    }
    wire.send(handle, ask.request(), ask.reply());
  }

  private void attach(JanusMessage.Attach attach) {
    if (!wire.isReady()) {
      attach.reply().completeExceptionally(new JanusFailure("Janus is not reached"));
      return;
    }
    wire.request(JanusVerb.withPlugin(JanusVerb.of("attach")))
        .whenComplete(
            (attached, failure) -> {
              if (failure != null) {
                attach.reply().completeExceptionally(failure);
                return;
              }
              // Completed by an answer, so on this actor's own thread.
              handles.put(JanusVerb.idIn(attached), attach.events());
              attach.reply().complete(JanusVerb.idIn(attached));
            });
  }

  private void detach(long handle) {
    if (handles.remove(handle) != null && wire.isReady()) {
      wire.send(handle, JanusVerb.of("detach"), new CompletableFuture<>());
    }
  }

  private void onText(String text) {
    try {
      JsonNode said = Json.parse(text);
      switch (said.path("janus").asText()) {
        case "success", "error" -> wire.calls().answered(said);
        case "event" -> onEvent(said);
        case "ack" -> wire.calls().acknowledged(said);
        case "webrtcup" -> tell(said, new JanusEvent.Connected());
        case "hangup", "detached" -> tell(said, new JanusEvent.Ended());
        case "timeout" -> lost();
        default -> {}
      }
    } catch (IOException e) {
      lost();
    }
  }

  /** The plugin's answer to a request, or something that happened by itself. */
  private void onEvent(JsonNode said) {
    JsonNode data = said.path("plugindata").path("data");
    switch (data.path("videoroom").asText()) {
      case "talking" -> tell(said, new JanusEvent.Speaks(data.path("id").asLong(), true));
      case "stopped-talking" -> tell(said, new JanusEvent.Speaks(data.path("id").asLong(), false));
      default -> wire.calls().answered(said);
    }
  }

  private void tell(JsonNode said, JanusEvent event) {
    Consumer<JanusEvent> events = handles.get(said.path("sender").asLong());
    if (events != null) {
      events.accept(event);
    }
  }

  private void onTick() {
    ticks++;
    if (wire.isOverdue()) {
      lost();
    } else if (wire.isReady() && ticks % KEEPALIVE_TICKS == 0) {
      wire.request(JanusVerb.of("keepalive"));
    }
  }

  private void lost() {
    if (!wire.isOpen()) {
      return;
    }
    boolean was = wire.isReady();
    handles.clear();
    wire.close();
    if (was) {
      watcher.down();
      getContext().getLog().atWarn().addKeyValue("janus", url.getHost()).log("Janus is lost");
    }
    connectLater();
  }

  /** Once in a row; it is tried again for as long as it takes. */
  private void complain(String what) {
    if (pauseMs == FIRST_PAUSE_MS) {
      getContext().getLog().atWarn().addKeyValue("janus", url.getHost()).log(what);
    }
  }

  private void connectLater() {
    long pause = pauseMs / 2 + ThreadLocalRandom.current().nextLong(pauseMs);
    pauseMs = Math.min(LONGEST_PAUSE_MS, pauseMs * 2);
    timers.startSingleTimer(JanusMessage.Nudge.CONNECT, Duration.ofMillis(pause));
  }

  private Behavior<JanusMessage> onStop() {
    wire.close();
    http.shutdownNow();
    return this;
  }
}
