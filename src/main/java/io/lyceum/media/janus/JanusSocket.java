package io.lyceum.media.janus;

import java.net.http.WebSocket;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Puts the pieces of a text together and tells of the end once. */
final class JanusSocket implements WebSocket.Listener {
  /** Janus' largest answer is a list of rooms; beyond this the link is not talking to Janus. */
  private static final int LONGEST = 4 * 1024 * 1024;

  private final Consumer<JanusMessage> link;
  private final StringBuilder text = new StringBuilder();

  JanusSocket(Consumer<JanusMessage> link) {
    this.link = link;
  }

  @Override
  public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean last) {
    text.append(part);
    if (text.length() > LONGEST) {
      socket.abort();
      link.accept(new JanusMessage.Closed(socket));
      return null;
    }
    if (last) {
      link.accept(new JanusMessage.Received(socket, text.toString()));
      text.setLength(0);
    }
    socket.request(1);
    return null;
  }

  @Override
  public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
    link.accept(new JanusMessage.Closed(socket));
    return null;
  }

  @Override
  public void onError(WebSocket socket, Throwable failure) {
    link.accept(new JanusMessage.Closed(socket));
  }
}
