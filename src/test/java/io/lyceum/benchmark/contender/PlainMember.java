package io.lyceum.benchmark.contender;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.WebSocket;

/** Speaks the wire of {@code ws} and {@code netty}: an object of JSON each way. */
final class PlainMember extends Member {
  /** The one request whose answer bears no id. */
  private String joining = "";

  @Override
  String path() {
    return "/";
  }

  @Override
  void greet(WebSocket socket) {}

  @Override
  String request(String op, String id, ObjectNode fields) {
    if (op.equals("join")) {
      joining = id;
    }
    return fields.put("op", op).put("id", id).toString();
  }

  @Override
  void onText(WebSocket socket, String text) {
    JsonNode frame = json(text);
    switch (frame.path("op").asText()) {
      case "joined" -> answer(joining, frame);
      case "ack", "error" -> answer(frame.path("id").asText(), frame);
      case String op -> hear(op, frame);
    }
  }
}
