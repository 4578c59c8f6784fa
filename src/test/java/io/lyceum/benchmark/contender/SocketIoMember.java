package io.lyceum.benchmark.contender;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.WebSocket;
import java.util.concurrent.CompletableFuture;

/** Speaks Socket.IO 5 over Engine.IO 4, WebSocket only. */
final class SocketIoMember extends Member {
  private final CompletableFuture<Boolean> connected = new CompletableFuture<>();

  @Override
  String path() {
    return "/socket.io/?EIO=4&transport=websocket";
  }

  @Override
  void greet(WebSocket socket) {
    socket.sendText("40", true).join();
    connected.join();
  }

  @Override
  String request(String op, String id, ObjectNode fields) {
    String wantsAck = op.equals("signal") ? "" : id;
    return "42" + wantsAck + "[\"" + op + "\"," + fields + "]";
  }

  @Override
  void onText(WebSocket socket, String text) {
    if (text.equals("2")) {
      var _ = socket.sendText("3", true);
    } else if (text.startsWith("40")) {
      connected.complete(true);
    } else if (text.startsWith("42")) {
      JsonNode event = json(text.substring(2));
      hear(event.path(0).asText(), event.path(1));
    } else if (text.startsWith("43")) {
      int array = text.indexOf('[');
      answer(text.substring(2, array), json(text.substring(array)).path(0));
    }
  }
}
