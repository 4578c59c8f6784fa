package io.lyceum.platform.tcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lyceum.platform.tcp.Link.Closed;
import io.lyceum.platform.tcp.Link.Received;
import io.lyceum.platform.tcp.Link.Written;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.io.Inet;
import org.apache.pekko.io.TcpSO;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A connection between real sockets, seen by the actor that owns it. */
class LinkTest {
  private static final ActorTestKit KIT = ActorTestKit.create();
  private static final Duration QUIET = Duration.ofMillis(200);

  /** Far more than the small buffers of both sides hold. */
  private static final int LARGE = 4_000_000;

  private final TestProbe<Object> port = KIT.createTestProbe();
  private final TestProbe<Object> owner = KIT.createTestProbe();
  private Listener listener;
  private Socket peer;
  private Link link;

  @BeforeEach
  void connect() throws IOException {
    List<Inet.SocketOption> small = List.of(TcpSO.sendBufferSize(16 * 1024));
    listener =
        Listener.open(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10, small, port.ref());
    listener.accept(1);
    peer = another();
    link = port.expectMessageClass(Listener.Accepted.class).link();
    link.register(owner.ref());
  }

  @AfterEach
  void end() throws IOException {
    peer.close();
    listener.end();
  }

  @AfterAll
  static void stop() {
    KIT.shutdownTestKit();
  }

  @Test
  void each_demand_brings_one_piece() throws IOException {
    send("first");
    owner.expectNoMessage(QUIET);
    link.readOn();
    assertThat(received()).isEqualTo("first");
    send("second");
    owner.expectNoMessage(QUIET);
    link.readOn();
    assertThat(received()).isEqualTo("second");
  }

  @Test
  void demand_may_run_ahead() throws IOException {
    link.readOn();
    link.readOn();
    send("first");
    assertThat(received()).isEqualTo("first");
    send("second");
    assertThat(received()).isEqualTo("second");
    send("third");
    owner.expectNoMessage(QUIET);
  }

  @Test
  void a_write_is_answered_when_all_of_it_is_with_the_system() throws IOException {
    byte[] much = new byte[LARGE];
    new Random(1).nextBytes(much);
    link.write(ByteString.fromArray(much));
    owner.expectNoMessage(QUIET);
    assertThat(peer.getInputStream().readNBytes(LARGE)).isEqualTo(much);
    owner.expectMessage(Written.WRITTEN);
    link.write(ByteString.fromString("more"));
    owner.expectMessage(Written.WRITTEN);
    assertThat(peer.getInputStream().readNBytes(4))
        .isEqualTo("more".getBytes(StandardCharsets.US_ASCII));
  }

  @Test
  void closing_waits_for_what_is_being_written() throws IOException {
    link.write(ByteString.fromArray(new byte[LARGE]));
    link.close();
    assertThat(peer.getInputStream().readAllBytes()).hasSize(LARGE);
    owner.expectMessage(Written.WRITTEN);
    owner.expectMessage(Closed.CLOSED);
  }

  @Test
  void a_peer_that_has_said_all_still_gets_what_is_being_written() throws IOException {
    link.readOn();
    link.write(ByteString.fromArray(new byte[LARGE]));
    peer.shutdownOutput();
    assertThat(peer.getInputStream().readAllBytes()).hasSize(LARGE);
    owner.expectMessage(Written.WRITTEN);
    owner.expectMessage(Closed.CLOSED);
  }

  @Test
  void one_side_may_end_before_the_other() throws IOException {
    link.closeOutput();
    assertThat(peer.getInputStream().read()).isEqualTo(-1);
    send("too late, and thrown away");
    owner.expectNoMessage(QUIET);
    peer.close();
    owner.expectMessage(Closed.CLOSED);
  }

  @Test
  void an_abort_is_seen_as_a_reset() {
    link.abort();
    link.abort();
    owner.expectMessage(Closed.CLOSED);
    owner.expectNoMessage(QUIET);
    assertThatThrownBy(() -> peer.getInputStream().read()).isInstanceOf(SocketException.class);
  }

  @Test
  void what_is_written_to_a_peer_that_has_gone_ends_the_link() throws IOException {
    peer.setSoLinger(true, 0);
    peer.close();
    link.readOn();
    owner.expectMessage(Closed.CLOSED);
    link.write(ByteString.fromString("anybody there?"));
    owner.expectNoMessage(QUIET);
  }

  @Test
  void no_more_are_accepted_than_asked_for() throws IOException {
    try (Socket second = another()) {
      port.expectNoMessage(QUIET);
      listener.accept(2);
      Link accepted = port.expectMessageClass(Listener.Accepted.class).link();
      assertThat(accepted.peer().getPort()).isEqualTo(second.getLocalPort());
      try (Socket _ = another()) {
        port.expectMessageClass(Listener.Accepted.class);
      }
    }
  }

  @Test
  void a_port_that_is_closed_keeps_its_connections() throws IOException {
    InetSocketAddress address = listener.address();
    listener.close().toCompletableFuture().join();
    assertThatThrownBy(() -> new Socket(address.getAddress(), address.getPort()).close())
        .isInstanceOf(IOException.class);
    link.readOn();
    send("still here");
    assertThat(received()).isEqualTo("still here");
  }

  @Test
  void a_port_that_is_taken_is_refused() throws IOException {
    InetSocketAddress address = listener.address();
    assertThatThrownBy(() -> Listener.open(address, 10, List.of(), port.ref()))
        .isInstanceOf(java.net.BindException.class);
  }

  private Socket another() throws IOException {
    Socket socket = new Socket();
    socket.setReceiveBufferSize(16 * 1024);
    socket.setSoTimeout(10_000);
    socket.connect(listener.address());
    return socket;
  }

  private void send(String text) throws IOException {
    peer.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
  }

  private String received() {
    return owner.expectMessageClass(Received.class).bytes().utf8String();
  }
}
