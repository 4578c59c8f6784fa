package io.lyceum.simulation;

import io.lyceum.core.SessionId;
import io.lyceum.socket.SocketUnderTest;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * One connection between a person and a node: ordered both ways, slow at times, broken for one side
 * or both at any moment, with all that was under way.
 */
final class Connection implements SocketUnderTest.Transport {
  private static final long TICK = 5_000 * Machine.MS;

  private final World world;
  private final Machine machine;
  private final Person person;
  private final Node node;
  private final SocketUnderTest socket;
  private final Deque<String> up = new ArrayDeque<>();
  private boolean ready;
  private boolean heardByServer = true;
  private boolean heardByClient = true;
  private long lastUp;
  private long lastDown;
  private long slowUntil;
  private boolean serverKnowsItIsOver;

  Connection(World world, Person person, Node node, String session) {
    this.world = world;
    this.machine = world.machine();
    this.person = person;
    this.node = node;
    this.socket =
        SocketUnderTest.start(
            behavior -> node.spawn(behavior, "socket-" + session),
            new SessionId(session),
            node.sockets(),
            this);
    socket.connect();
    machine.after(machine.between(0, 5_000), this::tick);
  }

  /** What a node's registry does for each of its sockets. */
  private void tick() {
    if (!serverKnowsItIsOver && node.isAlive()) {
      socket.tick();
      machine.after(TICK, this::tick);
    }
  }

  Node node() {
    return node;
  }

  void slow(long nanos) {
    slowUntil = machine.nanos() + nanos;
  }

  /** The client sends a frame. */
  void send(String text) {
    if (!heardByServer) {
      return;
    }
    lastUp = Math.max(lastUp, machine.nanos() + latency());
    machine.after(
        lastUp - machine.nanos(),
        () -> {
          if (heardByServer) {
            up.add(text);
            give();
          }
        });
  }

  private void give() {
    if (ready && !up.isEmpty()) {
      ready = false;
      socket.frame(up.remove());
    }
  }

  @Override
  public void taken() {
    machine.after(
        0,
        () -> {
          ready = true;
          give();
        });
  }

  @Override
  public void text(String text) {
    world.checker().sent(person, text);
    boolean slow = slowUntil > machine.nanos();
    long travel = slow ? slowUntil - machine.nanos() + latency() : latency();
    lastDown = Math.max(lastDown, machine.nanos() + travel);
    machine.after(
        lastDown - machine.nanos(),
        () -> {
          if (heardByClient) {
            person.text(this, text);
          }
        });
    machine.after(
        slow ? travel : machine.between(0, 1),
        () -> {
          if (heardByServer) {
            socket.written();
          }
        });
  }

  @Override
  public void complete() {
    serverKnowsItIsOver = true;
    lastDown = Math.max(lastDown, machine.nanos());
    machine.after(lastDown - machine.nanos(), () -> breakFor(true, true));
  }

  /** The connection is over; who is not told finds out by the silence. */
  void breakFor(boolean server, boolean client) {
    boolean serverKnew = !heardByServer;
    boolean clientKnew = !heardByClient;
    heardByServer = false;
    heardByClient = false;
    up.clear();
    if (server && !serverKnew && node.isAlive()) {
      serverKnowsItIsOver = true;
      machine.after(latency(), socket::closed);
    }
    if (client && !clientKnew) {
      machine.after(latency(), () -> person.closed(this));
    }
  }

  private long latency() {
    return machine.chance(0.02) ? machine.between(50, 900) : machine.between(1, 40);
  }
}
