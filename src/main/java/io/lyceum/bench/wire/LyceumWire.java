package io.lyceum.bench.wire;

import com.fasterxml.jackson.databind.JsonNode;
import io.lyceum.bench.net.WebSocket;
import io.lyceum.platform.json.Json;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** {@code lyceum.v1.json}: rooms are topics, posts are durable commands of a chat. */
public sealed class LyceumWire implements Wire permits QuizWire {
  private static final String ID = Template.ID.repeat(CommandIds.LENGTH);
  private static final byte[] ID_FIELD = Bytes.ascii("\"id\":\"");
  private static final byte[] FROM_FIELD = Bytes.ascii("\"from\":\"");

  /** A clock that is not further off than this is not corrected. */
  private static final long SAME_CLOCK_MILLIS = 1_000;

  /** A socket asks for its place so often again. */
  private static final int MOST_AGAIN = 5;

  /** Somebody who has seen nothing yet. */
  private static final long NEW = -1;

  private final Map<String, Long> seqs = new ConcurrentHashMap<>();
  private final CommandIds ids = new CommandIds();
  private final Map<String, Typing> typing = new ConcurrentHashMap<>();
  private final AtomicLong askedAgain = new AtomicLong();
  private volatile int commandsPerSecond = Integer.MAX_VALUE;
  private volatile int inflight = Integer.MAX_VALUE;

  @Override
  public WebSocket.Endpoint endpoint(String host) {
    return new WebSocket.Endpoint(host, "/v1/socket", "lyceum.v1.json");
  }

  /** Commands and signals a socket may send in a second, as the server's welcome said. */
  public int commandsPerSecond() {
    return commandsPerSecond;
  }

  /** Commands a socket may have under way, as the server's welcome said. */
  public int inflight() {
    return inflight;
  }

  /** How often a place in a room had to be asked for again. */
  public long askedAgain() {
    return askedAgain.get();
  }

  @Override
  public Kind kind(byte[] bytes, int from, int to) {
    return Ops.kind(bytes, from, to, Kind.SIGNAL);
  }

  @Override
  public long acknowledged(byte[] bytes, int from, int to) {
    int field = Bytes.indexOf(bytes, from, to, ID_FIELD);
    return field < 0 ? Stamp.NONE : ids.stamp(bytes, field + ID_FIELD.length, to);
  }

  @Override
  public long signalled(byte[] bytes, int from, int to) {
    int field = Bytes.indexOf(bytes, from, to, FROM_FIELD);
    if (field < 0) {
      return Stamp.NONE;
    }
    int name = field + FROM_FIELD.length;
    Typing sender = typing.get(Bytes.text(bytes, name, Bytes.indexOf(bytes, name, to, '"')));
    return sender == null ? Stamp.NONE : sender.stamp(bytes, from, field);
  }

  @Override
  public Dialogue dialogue(Member member) {
    return new Hello(member, NEW);
  }

  /** The words of a member who comes back and has seen the room up to {@code after}. */
  public Dialogue dialogue(Member member, long after) {
    return new Hello(member, after);
  }

  /** How far this room was when somebody entered it last. */
  public long seq(String room) {
    return seqs.getOrDefault(room, 0L);
  }

  @Override
  public Outgoing post(Member member) {
    return command(member, "message:send", "{\"text\":\"" + Template.body(member) + "\"}");
  }

  /** A command to the member's room; {@code data} is JSON. */
  Outgoing command(Member member, String type, String data) {
    String text =
        "{\"op\":\"command\",\"id\":\""
            + ID
            + "\",\"topic\":\""
            + member.room()
            + "\",\"type\":\""
            + type
            + "\",\"data\":"
            + data
            + "}";
    return new Template(text, ids::write);
  }

  /**
   * A chat's only signal is that somebody types, and it carries no text: the stamp is remembered
   * for its sender instead.
   */
  @Override
  public Outgoing signal(Member member) {
    return typing.computeIfAbsent(member.user(), _ -> new Typing(member.room()));
  }

  @Override
  public String keepAlive() {
    return "{\"op\":\"ping\",\"t\":0}";
  }

  private final class Hello implements Dialogue {
    private final Member member;
    private final long after;
    private boolean subscribed;
    private int again;

    Hello(Member member, long after) {
      this.member = member;
      this.after = after;
    }

    @Override
    public void opened(Turn turn) {
      turn.say(Json.write(Map.of("op", "hello", "token", member.token(), "client", "bench/1")));
    }

    @Override
    public void heard(String line, Turn turn) {
      JsonNode frame = Ops.read(line);
      switch (frame.path("op").asText()) {
        case "welcome" -> {
          learn(frame);
          turn.say(Json.write(subscribe()));
        }
        case "subscribed" -> {
          subscribed = true;
          seqs.merge(member.room(), frame.path("seq").asLong(), Math::max);
          turn.ready();
        }
        case "error", "bye" -> refused(frame.path("code").asText("error"), turn);
        default -> {}
      }
    }

    /** While a topic is on its way to another node a server asks to be asked again. */
    private void refused(String code, Turn turn) {
      if (code.equals("unavailable") && !subscribed && again < MOST_AGAIN) {
        again++;
        askedAgain.incrementAndGet();
        turn.say(Json.write(subscribe()));
      } else {
        turn.refused(code);
      }
    }

    private Map<String, ?> subscribe() {
      Map<String, Object> frame = new HashMap<>();
      frame.put("op", "subscribe");
      frame.put("id", "join");
      frame.put("topic", member.room());
      if (after != NEW) {
        frame.put("after", after);
      }
      return frame;
    }

    private void learn(JsonNode welcome) {
      commandsPerSecond = welcome.at("/limits/commandsPerSecond").asInt(commandsPerSecond);
      inflight = welcome.at("/limits/inflight").asInt(inflight);
      long server = Instant.parse(welcome.path("time").asText()).toEpochMilli();
      long ahead = server - System.currentTimeMillis();
      ids.serverIsAhead(Math.abs(ahead) < SAME_CLOCK_MILLIS ? 0 : ahead);
    }
  }
}
