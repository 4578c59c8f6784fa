package io.lyceum.simulation;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.dispatch.Envelope;
import org.jspecify.annotations.Nullable;

/**
 * What lies between nodes: messages of one actor to another arrive in order or not at all, late, or
 * after a message of somebody else. Keeps the last steps for the report of a failure.
 */
final class Network implements Machine.Traffic {
  private static final int KEPT = 40_000;

  private record Pair(long from, long to) {}

  private record Step(long nanos, String where, Object what) {}

  private final Machine machine;
  private final Map<String, List<HandMailbox.Queue>> actors = new HashMap<>();
  private final Map<Pair, Long> lastArrival = new HashMap<>();
  private final Set<String> cuts = new HashSet<>();
  private final Deque<Step> trace = new ArrayDeque<>();
  private Consumer<String> ended = _ -> {};
  private Sabotage sabotage = Sabotage.NONE;
  private double loss;

  Network(Machine machine) {
    this.machine = machine;
  }

  void onEnded(Consumer<String> path) {
    ended = path;
  }

  void sabotage(Sabotage planted) {
    sabotage = planted;
  }

  /** What really goes into a mailbox. */
  @Override
  public @Nullable Envelope passing(HandMailbox.Queue to, Envelope message) {
    return sabotage.passing(to, message);
  }

  void lose(double share) {
    loss = share;
  }

  /** Nothing passes between the two until {@link #join}. */
  void cut(String one, String other) {
    cuts.add(pair(one, other));
  }

  void join(String one, String other) {
    cuts.remove(pair(one, other));
  }

  void heal() {
    cuts.clear();
    loss = 0;
  }

  /** The process of a node is gone. */
  void kill(String node) {
    actors.getOrDefault(node, List.of()).forEach(HandMailbox.Queue::die);
  }

  /** Carries something between nodes outside of actors' mailboxes. */
  void carry(String from, String to, Runnable arrival) {
    if (from.equals(to)) {
      arrival.run();
    } else if (!lost(from, to)) {
      machine.after(latency(), arrival);
    }
  }

  @Override
  public boolean takes(
      HandMailbox.Queue from, HandMailbox.Queue to, ActorRef receiver, Envelope message) {
    if (from.node == null || to.node == null || from.node.equals(to.node)) {
      return false;
    }
    if (from.isDead() || lost(from.node, to.node)) {
      return true;
    }
    Pair pair = new Pair(from.id, to.id);
    long at = Math.max(machine.nanos() + latency(), lastArrival.getOrDefault(pair, 0L));
    lastArrival.put(pair, at);
    machine.after(at - machine.nanos(), () -> receiver.tell(message.message(), message.sender()));
    return true;
  }

  private boolean lost(String from, String to) {
    return cuts.contains(pair(from, to)) || (loss > 0 && machine.chance(loss));
  }

  private long latency() {
    return machine.chance(0.02) ? machine.between(20, 400) : machine.between(0, 3);
  }

  @Override
  public void began(HandMailbox.Queue actor) {
    if (actor.node != null) {
      actors.computeIfAbsent(actor.node, _ -> new ArrayList<>()).add(actor);
    }
  }

  @Override
  public void handled(HandMailbox.Queue by, Object message) {
    note(by.path, message);
  }

  @Override
  public void ended(HandMailbox.Queue actor) {
    if (actor.node != null) {
      actors.getOrDefault(actor.node, List.of()).remove(actor);
      ended.accept(actor.path);
    }
  }

  void note(String where, Object what) {
    if (trace.size() == KEPT) {
      trace.removeFirst();
    }
    trace.addLast(new Step(machine.nanos(), where, what));
  }

  /** The last steps that have to do with any of these words. */
  String story(List<String> words, int lines) {
    Deque<String> story = new ArrayDeque<>();
    for (Step step : List.copyOf(trace).reversed()) {
      String line = "%10.4f %s %s".formatted(step.nanos() / 1e9, step.where(), brief(step.what()));
      if (words.stream().anyMatch(line::contains) && story.size() < lines) {
        story.addFirst(line);
      }
    }
    return String.join("\n", story);
  }

  private static String brief(Object what) {
    String text = what.toString();
    return text.length() > 600 ? text.substring(0, 600) + "…" : text;
  }

  private static String pair(String one, String other) {
    return one.compareTo(other) < 0 ? one + '/' + other : other + '/' + one;
  }
}
