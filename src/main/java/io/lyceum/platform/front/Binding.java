package io.lyceum.platform.front;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.pekko.Done;
import org.apache.pekko.actor.CoordinatedShutdown;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.actor.typed.javadsl.AskPattern;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.settings.ServerSettings;
import org.apache.pekko.japi.function.Function;

/** A port that is listened on. */
public final class Binding {
  private static final AtomicInteger NUMBER = new AtomicInteger();

  /** What is only a message or two. */
  private static final Duration SOON = Duration.ofSeconds(5);

  private final InetSocketAddress localAddress;
  private final ActorRef<Object> front;
  private final ActorSystem<?> system;

  Binding(InetSocketAddress localAddress, ActorRef<Object> front, ActorSystem<?> system) {
    this.localAddress = localAddress;
    this.front = front;
    this.system = system;
  }

  /**
   * Listens and serves, by the settings of {@code pekko.http.server}.
   *
   * @param sockets serves the handshakes of its path; all else goes to {@code handler}
   * @param doors who may come in
   * @return fails with what the operating system says
   */
  public static CompletionStage<Binding> open(
      ActorSystem<?> system,
      InetSocketAddress address,
      Function<HttpRequest, CompletionStage<HttpResponse>> handler,
      Optional<SocketTaker> sockets,
      Doors doors) {
    CompletableFuture<Binding> bound = new CompletableFuture<>();
    Front.Plan plan =
        new Front.Plan(
            address, ServerSettings.create(system.settings().config()), handler, sockets, doors);
    system.systemActorOf(
        Front.create(plan, bound), "front-" + NUMBER.incrementAndGet(), Props.empty());
    return bound;
  }

  /** The same, open to everybody. */
  public static CompletionStage<Binding> open(
      ActorSystem<?> system,
      InetSocketAddress address,
      Function<HttpRequest, CompletionStage<HttpResponse>> handler,
      Optional<SocketTaker> sockets) {
    return open(system, address, handler, sockets, Doors.OPEN);
  }

  public InetSocketAddress localAddress() {
    return localAddress;
  }

  /** Accepts nobody any more. */
  public CompletionStage<Done> unbind() {
    return AskPattern.ask(front, Front.Unbind::new, SOON, system.scheduler());
  }

  /**
   * Ends all connections but sockets: those that wait for nothing at once, the others when they are
   * answered, and what is left after {@code grace}.
   */
  public CompletionStage<Done> drain(Duration grace) {
    return AskPattern.ask(
        front, replyTo -> new Front.Drain(grace, replyTo), grace.plus(SOON), system.scheduler());
  }

  /** Does both when the node leaves, each in its phase. */
  public Binding leaveWithNode(Duration grace) {
    CoordinatedShutdown shutdown = CoordinatedShutdown.get(system);
    shutdown.addTask(
        CoordinatedShutdown.PhaseServiceUnbind(), "unbind-" + localAddress, this::unbind);
    shutdown.addTask(
        CoordinatedShutdown.PhaseServiceRequestsDone(),
        "drain-" + localAddress,
        () -> drain(grace));
    return this;
  }
}
