package io.lyceum.faults.client;

import com.fasterxml.jackson.databind.JsonNode;
import io.lyceum.faults.check.Line;
import io.lyceum.platform.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** The sockets of one client, one after the other; everything happens on the loop's thread. */
final class Connection implements Port {
  private static final HttpClient HTTP =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(3)).build();

  private final ScheduledExecutorService loop;
  private final Cast cast;
  private final Consumer<Line> log;
  private final Storm storm;
  private final RandomGenerator random;
  final LiveClient client;
  private int node;
  private int incarnation;
  private boolean reading = true;
  private @Nullable WebSocket socket;
  private CompletableFuture<?> sending = CompletableFuture.completedFuture(null);

  Connection(
      ScheduledExecutorService loop,
      Cast cast,
      Cast.Player player,
      Consumer<Line> log,
      Storm storm,
      RandomGenerator random) {
    this.loop = loop;
    this.cast = cast;
    this.log = log;
    this.storm = storm;
    this.random = random;
    this.node = random.nextInt(cast.nodes().size());
    this.client = new LiveClient(player.name(), player.token(), player.rooms(), this, random);
  }

  /** Milliseconds of the machine's monotonic clock. */
  static double now() {
    return System.nanoTime() / 1e6;
  }

  void open() {
    int mine = ++incarnation;
    String address = cast.nodes().get(Math.floorMod(node++, cast.nodes().size()));
    HTTP.newWebSocketBuilder()
        .subprotocols("lyceum.v1.json")
        .connectTimeout(Duration.ofSeconds(3))
        .buildAsync(URI.create("ws://" + address + "/v1/socket"), new Listener(mine))
        .whenComplete((opened, failure) -> loop.execute(() -> opened(mine, opened, failure)));
  }

  private void opened(int mine, @Nullable WebSocket opened, @Nullable Throwable failure) {
    if (mine != incarnation) {
      if (opened != null) {
        opened.abort();
      }
    } else if (failure != null || opened == null) {
      client.disconnected(now());
    } else {
      socket = opened;
      sending = CompletableFuture.completedFuture(null);
      client.connected(now());
    }
  }

  /** While false nothing is taken from the socket: a tab that hangs. */
  void read(boolean on) {
    boolean resumed = on && !reading;
    reading = on;
    if (resumed && socket != null) {
      socket.request(1);
    }
  }

  @Override
  public void transmit(String frame) {
    storm.around(frame, this::transmitOnce);
  }

  private void transmitOnce(String frame) {
    WebSocket now = socket;
    if (now != null) {
      sending = sending.handle((_, _) -> now.sendText(frame, true)).thenCompose(stage -> stage);
    }
  }

  @Override
  public void reconnect(long afterMs) {
    int mine = ++incarnation;
    if (socket != null) {
      socket.abort();
      socket = null;
    }
    loop.schedule(
        () -> {
          if (mine == incarnation) {
            open();
          }
        },
        afterMs,
        TimeUnit.MILLISECONDS);
  }

  @Override
  public void log(Line line) {
    log.accept(line);
  }

  private void frames(int mine, String text) {
    if (mine == incarnation) {
      text.lines().forEach(line -> client.received(parse(line), now()));
    }
  }

  private static JsonNode parse(String line) {
    try {
      return Json.parse(line);
    } catch (IOException e) {
      throw new UncheckedIOException(line, e);
    }
  }

  /** Belongs to one socket; what comes from an earlier one is not listened to. */
  private final class Listener implements WebSocket.Listener {
    private final int mine;
    private final StringBuilder partial = new StringBuilder();

    Listener(int mine) {
      this.mine = mine;
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
      partial.append(data);
      if (last) {
        String text = partial.toString();
        partial.setLength(0);
        loop.execute(() -> frames(mine, text));
      }
      loop.execute(
          () -> {
            if (reading || mine != incarnation) {
              from.request(1);
            }
          });
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int status, String reason) {
      loop.execute(this::ended);
      return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
      loop.execute(this::ended);
    }

    private void ended() {
      if (mine == incarnation && socket != null) {
        socket = null;
        client.disconnected(now());
      }
    }
  }
}
