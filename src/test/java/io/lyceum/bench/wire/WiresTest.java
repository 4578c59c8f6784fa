package io.lyceum.bench.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.lyceum.bench.net.Loop;
import io.lyceum.core.CommandId;
import io.lyceum.platform.json.Json;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What each wire says and what it makes of the answers. */
class WiresTest {
  private static final long STAMP = Loop.nanos() + 60_000_000_000L;

  /** Half of a 4096th of a millisecond, in nanoseconds, rounded up: how exact an id's time is. */
  private static final long HALF_STEP = 123;

  private static final Member ADA = new Member(7, "ada", "secret", "chat:r1");

  private final List<String> said = new ArrayList<>();
  private final Dialogue.Turn turn =
      new Dialogue.Turn() {
        @Override
        public void say(String text) {
          said.add(text);
        }

        @Override
        public void ready() {
          said.add("READY");
        }

        @Override
        public void refused(String code) {
          said.add("REFUSED " + code);
        }
      };

  @Test
  void lyceum_says_hello_subscribes_and_is_there() throws IOException {
    LyceumWire wire = new LyceumWire();
    Dialogue dialogue = wire.dialogue(ADA);
    dialogue.opened(turn);
    assertThat(Json.parse(said.getLast()).path("token").asText()).isEqualTo("secret");
    dialogue.heard(welcome(Instant.now()), turn);
    assertThat(Json.parse(said.getLast()).path("topic").asText()).isEqualTo("chat:r1");
    dialogue.heard("{\"op\":\"subscribed\",\"id\":\"join\",\"seq\":3}", turn);
    assertThat(said.getLast()).isEqualTo("READY");
    dialogue.heard("{\"op\":\"error\",\"code\":\"rate_limited\"}", turn);
    assertThat(said.getLast()).isEqualTo("REFUSED rate_limited");
    assertThat(wire.commandsPerSecond()).isEqualTo(50);
    assertThat(wire.inflight()).isEqualTo(32);
  }

  @Test
  void a_lyceum_post_is_a_command_of_a_hundred_characters_whose_id_tells_its_stamp()
      throws IOException {
    LyceumWire wire = new LyceumWire();
    JsonNode frame = Json.parse(written(wire.post(ADA)));
    assertThat(frame.path("op").asText()).isEqualTo("command");
    assertThat(frame.path("topic").asText()).isEqualTo("chat:r1");
    assertThat(frame.path("type").asText()).isEqualTo("message:send");
    assertThat(frame.at("/data/text").asText()).hasSize(100).startsWith("t=" + STAMP + ";7;");
    String id = frame.path("id").asText();
    assertThat(CommandId.parse(id)).isPresent();
    assertThat(acknowledged(wire, "{\"op\":\"ack\",\"id\":\"" + id + "\",\"seq\":9}"))
        .isBetween(STAMP - HALF_STEP, STAMP + HALF_STEP);
    assertThat(acknowledged(wire, "{\"op\":\"ack\",\"id\":\"join\"}")).isEqualTo(Stamp.NONE);
  }

  @Test
  void two_posts_of_one_time_have_two_ids() throws IOException {
    Outgoing post = new LyceumWire().post(ADA);
    String first = Json.parse(written(post)).path("id").asText();
    assertThat(Json.parse(written(post)).path("id").asText()).isNotEqualTo(first);
  }

  @Test
  void any_stamp_comes_back_within_an_eighth_of_a_microsecond() {
    CommandIds ids = new CommandIds();
    byte[] id = new byte[CommandIds.LENGTH];
    for (long stamp = STAMP; stamp < STAMP + 2_000_000; stamp += 7) {
      ids.write(id, 0, stamp);
      assertThat(Math.abs(ids.stamp(id, 0, id.length) - stamp)).isLessThanOrEqualTo(HALF_STEP);
    }
  }

  @Test
  void ids_are_made_by_the_servers_clock_and_read_by_ours() throws IOException {
    LyceumWire wire = new LyceumWire();
    Instant tomorrow = Instant.now().plusSeconds(86_400);
    wire.dialogue(ADA).heard(welcome(tomorrow), turn);
    String id = Json.parse(written(wire.post(ADA))).path("id").asText();
    assertThat(CommandId.parse(id).orElseThrow().madeAt())
        .isBetween(tomorrow.minusSeconds(60), tomorrow.plusSeconds(60));
    assertThat(acknowledged(wire, "{\"op\":\"ack\",\"id\":\"" + id + "\"}"))
        .isBetween(STAMP - HALF_STEP, STAMP + HALF_STEP);
  }

  @Test
  void typing_has_no_text_so_its_stamp_is_known_by_its_sender() throws IOException {
    LyceumWire wire = new LyceumWire();
    Outgoing signal = wire.signal(ADA);
    JsonNode first = Json.parse(written(signal));
    byte[] second = new byte[signal.length()];
    signal.write(second, STAMP + 5);
    assertThat(first.path("op").asText()).isEqualTo("signal");
    assertThat(first.path("type").asText()).isEqualTo("typing:start");
    assertThat(Json.parse(Bytes.text(second, 0, second.length)).path("type").asText())
        .isEqualTo("typing:stop");
    assertThat(signalled(wire, relayed("typing:start", "ada"))).isEqualTo(STAMP);
    assertThat(signalled(wire, relayed("typing:stop", "ada"))).isEqualTo(STAMP + 5);
    assertThat(signalled(wire, relayed("typing:stop", "eve"))).isEqualTo(Stamp.NONE);
  }

  @Test
  void the_plain_wire_joins_and_posts() throws IOException {
    PlainWire wire = new PlainWire();
    Dialogue dialogue = wire.dialogue(ADA);
    dialogue.opened(turn);
    assertThat(Json.parse(said.getLast()))
        .isEqualTo(Json.parse("{\"op\":\"join\",\"room\":\"chat:r1\",\"user\":\"ada\"}"));
    dialogue.heard("{\"op\":\"joined\",\"room\":\"chat:r1\"}", turn);
    assertThat(said.getLast()).isEqualTo("READY");
    JsonNode post = Json.parse(written(wire.post(ADA)));
    assertThat(post.path("text").asText()).hasSize(100);
    String ack = "{\"op\":\"ack\",\"id\":\"" + post.path("id").asText() + "\",\"seq\":5}";
    assertThat(acknowledged(wire, ack)).isEqualTo(STAMP);
    String signal = written(wire.signal(ADA));
    assertThat(wire.kind(Bytes.ascii(signal), 0, signal.length())).isEqualTo(Wire.Kind.DELIVERY);
    assertThat(Json.parse(signal).path("text").asText()).startsWith("t=" + STAMP + ";");
  }

  @Test
  void socket_io_opens_joins_posts_and_beats() throws IOException {
    SocketIoWire wire = new SocketIoWire();
    Dialogue dialogue = wire.dialogue(ADA);
    dialogue.opened(turn);
    assertThat(said).as("the server speaks first").isEmpty();
    dialogue.heard("0{\"sid\":\"x\",\"pingInterval\":25000}", turn);
    dialogue.heard("40{\"sid\":\"y\"}", turn);
    assertThat(said.getFirst()).isEqualTo("40");
    assertThat(said.getLast()).startsWith("421[\"join\",{").contains("\"room\":\"chat:r1\"");
    String joined = "431[{\"room\":\"chat:r1\"}]";
    assertThat(wire.kind(Bytes.ascii(joined), 0, joined.length())).isEqualTo(Wire.Kind.OTHER);
    dialogue.heard(joined, turn);
    assertThat(said.getLast()).isEqualTo("READY");
    dialogue.heard("2", turn);
    assertThat(said.getLast()).isEqualTo("3");
  }

  @Test
  void a_socket_io_acknowledgement_tells_the_stamp_to_a_microsecond() throws IOException {
    SocketIoWire wire = new SocketIoWire();
    String post = written(wire.post(ADA));
    String id = post.substring(2, post.indexOf('['));
    JsonNode event = Json.parse(post.substring(post.indexOf('[')));
    assertThat(event.path(0).asText()).isEqualTo("post");
    assertThat(event.path(1).path("text").asText()).hasSize(100).startsWith("t=" + STAMP + ";");
    String ack = "43" + id + "[{\"seq\":5}]";
    assertThat(wire.kind(Bytes.ascii(ack), 0, ack.length())).isEqualTo(Wire.Kind.ACK);
    assertThat(acknowledged(wire, ack)).isBetween(STAMP - 1_000, STAMP);
    String message = "42[\"message\",{\"room\":\"r\",\"text\":\"t=" + STAMP + ";\"}]";
    assertThat(wire.kind(Bytes.ascii(message), 0, message.length())).isEqualTo(Wire.Kind.DELIVERY);
  }

  private static String welcome(Instant time) {
    return "{\"op\":\"welcome\",\"time\":\""
        + time
        + "\",\"limits\":{\"inflight\":32,\"commandsPerSecond\":50}}";
  }

  private static String relayed(String type, String from) {
    return "{\"op\":\"signal\",\"topic\":\"chat:r1\",\"type\":\""
        + type
        + "\",\"from\":\""
        + from
        + "\",\"session\":\"s\",\"data\":{}}";
  }

  private static String written(Outgoing message) {
    byte[] bytes = new byte[message.length()];
    message.write(bytes, STAMP);
    return Bytes.text(bytes, 0, bytes.length);
  }

  private static long acknowledged(Wire wire, String line) {
    return wire.acknowledged(Bytes.ascii(line), 0, line.length());
  }

  private static long signalled(Wire wire, String line) {
    return wire.signalled(Bytes.ascii(line), 0, line.length());
  }
}
