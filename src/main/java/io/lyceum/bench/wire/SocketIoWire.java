package io.lyceum.bench.wire;

import io.lyceum.bench.net.Loop;
import io.lyceum.bench.net.WebSocket;
import io.lyceum.platform.json.Json;
import java.util.Map;

/**
 * Socket.IO 4 over WebSocket alone. A packet is digits and JSON: {@code 0} opens the transport,
 * {@code 40} the name space, {@code 42[…]} is an event, {@code 42<id>[…]} one that wants an answer,
 * {@code 43<id>[…]} the answer, {@code 2} and {@code 3} the heartbeat.
 */
public final class SocketIoWire implements Wire {
  /** Microseconds of the run, with a leading one so that all ids are as long. */
  private static final int ID_DIGITS = 13;

  private static final long FIRST_ID = 1_000_000_000_000L;
  private static final long MICRO = 1_000;
  private static final int JOIN = 1;

  private final long start = Loop.nanos();

  @Override
  public WebSocket.Endpoint endpoint(String host) {
    return new WebSocket.Endpoint(host, "/socket.io/?EIO=4&transport=websocket", null);
  }

  @Override
  public Kind kind(byte[] bytes, int from, int to) {
    if (to - from < 3 || bytes[from] != '4') {
      return Kind.OTHER;
    }
    int end = from + 2 + ID_DIGITS;
    return switch (bytes[from + 1]) {
      case '2' -> Kind.DELIVERY;
      case '3' -> end < to && bytes[end] == '[' ? Kind.ACK : Kind.OTHER;
      default -> Kind.OTHER;
    };
  }

  @Override
  public long acknowledged(byte[] bytes, int from, int to) {
    long id = Stamp.number(bytes, from + 2, from + 2 + ID_DIGITS);
    return id < FIRST_ID ? Stamp.NONE : start + (id - FIRST_ID) * MICRO;
  }

  @Override
  public Dialogue dialogue(Member member) {
    return new Dialogue() {
      @Override
      public void opened(Turn turn) {
        // The server speaks first.
      }

      @Override
      public void heard(String line, Turn turn) {
        if (line.startsWith("0")) {
          turn.say("40");
        } else if (line.startsWith("40")) {
          turn.say("42" + JOIN + "[\"join\"," + place(member) + "]");
        } else if (line.startsWith("43" + JOIN + "[")) {
          turn.ready();
        } else if (line.equals("2")) {
          turn.say("3");
        } else if (line.startsWith("41") || line.startsWith("44")) {
          turn.refused("disconnected");
        }
      }
    };
  }

  private static String place(Member member) {
    return Json.write(Map.of("room", member.room(), "user", member.user()));
  }

  @Override
  public Outgoing post(Member member) {
    return new Template(
        "42" + Template.ID.repeat(ID_DIGITS) + "[\"post\"," + body(member) + "]",
        (into, at, stamp) -> Stamp.digits(FIRST_ID + (stamp - start) / MICRO, into, at, ID_DIGITS));
  }

  @Override
  public Outgoing signal(Member member) {
    return new Template("42[\"signal\"," + body(member) + "]", (_, _, _) -> {});
  }

  private static String body(Member member) {
    return "{\"room\":\"" + member.room() + "\",\"text\":\"" + Template.body(member) + "\"}";
  }
}
