package io.lyceum.abuse;

import io.lyceum.platform.json.Json;
import io.lyceum.testkit.TestSocket;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * One turn of one attacker, to be repeated for as long as it may. Each comes from an address of its
 * own; what becomes of it is looked at elsewhere.
 */
enum Attack {
  MALFORMED_FRAMES {
    @Override
    void turn(Target target) {
      try (RawConnection socket = target.socket(10)) {
        for (int i = 0; i < 20; i++) {
          socket.sendText(Corpus.MARKUP.get(i % Corpus.MARKUP.size()));
        }
        socket.isOver();
      }
    }
  },
  GIANT_FRAMES {
    @Override
    void turn(Target target) {
      try (RawConnection socket = target.socket(20)) {
        socket.send(RawConnection.head(true, 1, 1L << 30)).send(new byte[60_000]);
        socket.isOver();
      }
    }
  },
  ENDLESS_FRAGMENTS {
    @Override
    void turn(Target target) {
      try (RawConnection socket = target.socket(30)) {
        byte[] many = RawConnection.many(500, RawConnection.head(false, 0, 1), new byte[] {'x'});
        socket.send(RawConnection.head(false, 1, 0));
        for (int i = 0; i < 140 && !socket.isOver(); i++) {
          socket.send(many);
        }
      }
    }
  },
  PINGS {
    @Override
    void turn(Target target) {
      try (RawConnection socket = target.socket(40)) {
        byte[] many = RawConnection.many(100, RawConnection.head(true, 9, 0));
        for (int i = 0; i < 20 && !socket.isOver(); i++) {
          socket.send(many);
        }
      }
    }
  },
  DEEP_JSON {
    @Override
    void turn(Target target) {
      try (RawConnection socket = target.socket(50)) {
        socket.sendText("{\"op\":".repeat(9_000));
        socket.sendText("[".repeat(60_000));
      }
      target.post("/v1/auth/login", "{\"a\":".repeat(40_000), 51);
    }
  },
  REST_FLOOD {
    @Override
    void turn(Target target) {
      target.get(20, "/v1/users", 60);
    }
  },
  GUESSING {
    @Override
    void turn(Target target) {
      target.post(
          "/v1/auth/login", "{\"email\":\"nobody@demo.example\",\"password\":\"guess\"}", 70);
    }
  },
  HANDSHAKES {
    @Override
    void turn(Target target) {
      try (RawConnection connection = RawConnection.open(target.port())) {
        connection.send(RawConnection.handshake("X-Forwarded-For: 203.0.113.80"));
        connection.readHead();
      }
    }
  },
  COMMAND_FLOOD {
    @Override
    void turn(Target target) {
      try (RawConnection socket = target.socket(90)) {
        socket.sendText("{\"op\":\"hello\",\"token\":\"" + target.token() + "\"}");
        for (int i = 0; i < 100; i++) {
          socket.sendText(
              Json.write(
                  Map.of(
                      "op",
                      "command",
                      "id",
                      TestSocket.newId(),
                      "topic",
                      "chat:none-of-mine",
                      "type",
                      "message:send",
                      "data",
                      Map.of("text", "x".repeat(500)))));
        }
        socket.isOver();
      }
    }
  },
  LARGE_BODIES {
    @Override
    void turn(Target target) {
      target.post("/v1/auth/login", "x".repeat(300_000), 95);
    }
  };

  /** Whom it is done to. */
  record Target(int port, String token) {
    RawConnection socket(int from) {
      return RawConnection.webSocket(port, "203.0.113." + from);
    }

    /** So many requests on one connection, as a proxy's are. */
    String get(int times, String path, int from) {
      String head = head("GET " + path, from) + "Authorization: Bearer " + token + "\r\n";
      return ask((head + "\r\n").repeat(times - 1) + head + "Connection: close\r\n\r\n");
    }

    String post(String path, String body, int from) {
      int length = body.getBytes(StandardCharsets.UTF_8).length;
      return ask(
          head("POST " + path, from)
              + "Connection: close\r\nContent-Type: application/json\r\nContent-Length: "
              + length
              + "\r\n\r\n"
              + body);
    }

    private static String head(String line, int from) {
      return line + " HTTP/1.1\r\nHost: x\r\nX-Forwarded-For: 203.0.113." + from + "\r\n";
    }

    private String ask(String requests) {
      try (RawConnection connection = RawConnection.open(port)) {
        return connection.send(requests).readToEnd();
      }
    }
  }

  abstract void turn(Target target);
}
