package io.lyceum.faults.client;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The present socket of a tab; all that it tells, it tells on the loop's thread. */
final class Connection {
  private static final Duration PATIENCE = Duration.ofSeconds(3);
  private static final HttpClient HTTP = HttpClient.newBuilder().connectTimeout(PATIENCE).build();

  private final Loop loop;
  private final Runnable opened;
  private final Consumer<String> text;
  private final Runnable closed;
  private int incarnation;
  private boolean reading = true;
  private @Nullable WebSocket socket;
  private CompletableFuture<@Nullable WebSocket> sending = CompletableFuture.completedFuture(null);

  Connection(Loop loop, Runnable opened, Consumer<String> text, Runnable closed) {
    this.loop = loop;
    this.opened = opened;
    this.text = text;
    this.closed = closed;
  }

  void open(String address) {
    int mine = ++incarnation;
    CompletableFuture<?> _ =
        HTTP.newWebSocketBuilder()
            .subprotocols("lyceum.v1.json")
            .connectTimeout(PATIENCE)
            .buildAsync(URI.create("ws://" + address + "/v1/socket"), new Listener(mine))
            .whenComplete((made, failure) -> loop.execute(() -> opened(mine, made, failure)));
  }

  private void opened(int mine, @Nullable WebSocket made, @Nullable Throwable failure) {
    if (mine != incarnation) {
      if (made != null) {
        made.abort();
      }
    } else if (failure != null || made == null) {
      closed.run();
    } else {
      socket = made;
      sending = CompletableFuture.completedFuture(null);
      opened.run();
    }
  }

  void read(boolean on) {
    boolean resumed = on && !reading;
    reading = on;
    if (resumed && socket != null) {
      socket.request(1);
    }
  }

  /** Lost silently when there is no socket. */
  void send(String frame) {
    WebSocket to = socket;
    if (to != null) {
      sending = sending.exceptionally(_ -> null).thenCompose(_ -> to.sendText(frame, true));
    }
  }

  /** Lets go of it; nothing of it is heard any more. */
  void abort() {
    incarnation++;
    if (socket != null) {
      socket.abort();
      socket = null;
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
        String whole = partial.toString();
        partial.setLength(0);
        loop.execute(() -> heard(whole));
      }
      loop.execute(
          () -> {
            if (reading || mine != incarnation) {
              from.request(1);
            }
          });
      return null;
    }

    private void heard(String whole) {
      if (mine == incarnation) {
        text.accept(whole);
      }
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
        closed.run();
      }
    }
  }
}
