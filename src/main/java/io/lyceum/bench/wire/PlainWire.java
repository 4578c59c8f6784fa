package io.lyceum.bench.wire;

import io.lyceum.bench.net.WebSocket;
import io.lyceum.platform.json.Json;
import java.util.Map;

/** JSON objects with an {@code op}, as simple servers speak: join, post, signal. */
public final class PlainWire implements Wire {
  private static final String ID = "c" + Template.ID.repeat(Stamp.DIGITS);
  private static final byte[] ID_FIELD = Bytes.ascii("\"id\":\"c");

  @Override
  public WebSocket.Endpoint endpoint(String host) {
    return new WebSocket.Endpoint(host, "/", null);
  }

  @Override
  public Kind kind(byte[] bytes, int from, int to) {
    return Ops.kind(bytes, from, to, Kind.DELIVERY);
  }

  @Override
  public long acknowledged(byte[] bytes, int from, int to) {
    int field = Bytes.indexOf(bytes, from, to, ID_FIELD);
    int digits = field + ID_FIELD.length;
    boolean whole = field >= 0 && digits + Stamp.DIGITS <= to;
    return whole ? Stamp.number(bytes, digits, digits + Stamp.DIGITS) : Stamp.NONE;
  }

  @Override
  public Dialogue dialogue(Member member) {
    return new Dialogue() {
      @Override
      public void opened(Turn turn) {
        turn.say(Json.write(Map.of("op", "join", "room", member.room(), "user", member.user())));
      }

      @Override
      public void heard(String line, Turn turn) {
        String op = Ops.read(line).path("op").asText();
        if (op.equals("joined")) {
          turn.ready();
        } else if (op.equals("error")) {
          turn.refused(Ops.read(line).path("code").asText("error"));
        }
      }
    };
  }

  @Override
  public Outgoing post(Member member) {
    String text =
        "{\"op\":\"post\",\"id\":\""
            + ID
            + "\",\"room\":\""
            + member.room()
            + "\",\"text\":\""
            + Template.body(member)
            + "\"}";
    return new Template(text, (into, at, stamp) -> Stamp.digits(stamp, into, at, Stamp.DIGITS));
  }

  @Override
  public Outgoing signal(Member member) {
    String text =
        "{\"op\":\"signal\",\"room\":\""
            + member.room()
            + "\",\"text\":\""
            + Template.body(member)
            + "\"}";
    return new Template(text, (_, _, _) -> {});
  }
}
