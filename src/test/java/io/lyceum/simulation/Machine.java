package io.lyceum.simulation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.function.Predicate;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.dispatch.Envelope;
import org.apache.pekko.dispatch.Mailbox;
import org.jspecify.annotations.Nullable;

/**
 * The one thread everything runs on: which mailbox is served next is chance, time passes when
 * nothing is left to do at once. Same seed, same run.
 */
final class Machine {
  static final long MS = 1_000_000;

  /** Where actor systems made on this thread find their machine. */
  static final ThreadLocal<@Nullable Machine> CURRENT = new ThreadLocal<>();

  private static final Instant START = Instant.parse("2026-03-02T08:00:00Z");

  /** Something that happens at its time; cancelled ones are passed over. */
  static final class Event {
    private final long at;
    private final long order;
    private final Runnable action;
    private boolean cancelled;

    private Event(long at, long order, Runnable action) {
      this.at = at;
      this.order = order;
      this.action = action;
    }

    boolean cancel() {
      boolean first = !cancelled;
      cancelled = true;
      return first;
    }

    boolean isCancelled() {
      return cancelled;
    }
  }

  /** What happens to messages between actors. */
  interface Traffic {
    /** Takes a message that should not go straight into its mailbox; false lets it. */
    boolean takes(
        HandMailbox.Queue from, HandMailbox.Queue to, ActorRef receiver, Envelope message);

    /** An actor has come into being. */
    void began(HandMailbox.Queue actor);

    /** What really goes into a mailbox; null is nothing. */
    @Nullable Envelope passing(HandMailbox.Queue to, Envelope message);

    /** An actor handles a message now. */
    void handled(HandMailbox.Queue by, Object message);

    /** An actor has ended. */
    void ended(HandMailbox.Queue actor);
  }

  final Random random;
  private final PriorityQueue<Event> events =
      new PriorityQueue<>(
          Comparator.<Event>comparingLong(e -> e.at).thenComparingLong(e -> e.order));
  private final List<Runnable> ready = new ArrayList<>();
  private final List<Runnable> fresh = new ArrayList<>();
  private Predicate<@Nullable String> frozen = _ -> false;
  private @Nullable Traffic traffic;
  private HandMailbox.@Nullable Queue running;
  private long orders;
  private long queues;
  private long now;
  private long steps;
  private long hash = 17;

  Machine(long seed) {
    this.random = new Random(seed);
  }

  void connect(Traffic between, Predicate<@Nullable String> nodeIsFrozen) {
    this.traffic = between;
    this.frozen = nodeIsFrozen;
  }

  static Machine current() {
    Machine machine = CURRENT.get();
    if (machine == null) {
      throw new IllegalStateException("no machine on this thread");
    }
    return machine;
  }

  long nanos() {
    return now;
  }

  Instant time() {
    return START.plusNanos(now);
  }

  long steps() {
    return steps;
  }

  long hash() {
    return hash;
  }

  long nextQueue() {
    return queues++;
  }

  /** One more thing that two runs of a seed must have in common. */
  void mix(long what) {
    hash = (hash ^ what) * 0x9E3779B97F4A7C15L + (hash >>> 29);
  }

  boolean chance(double probability) {
    return random.nextDouble() < probability;
  }

  /** From {@code from} to {@code to} milliseconds, in nanoseconds. */
  long between(long from, long to) {
    return from * MS + (long) (random.nextDouble() * (to - from) * MS);
  }

  Event after(long nanos, Runnable action) {
    Event event = new Event(now + Math.max(0, nanos), orders++, action);
    events.add(event);
    return event;
  }

  void execute(Runnable task) {
    fresh.add(task);
  }

  /**
   * Does all there is to do without any time passing: a system that starts waits for some of it.
   */
  void drain() {
    while (!fresh.isEmpty()) {
      run(fresh.removeFirst());
    }
  }

  boolean takes(HandMailbox.Queue to, ActorRef receiver, Envelope message) {
    HandMailbox.Queue from = running;
    return from != null && traffic != null && traffic.takes(from, to, receiver, message);
  }

  @Nullable Envelope passing(HandMailbox.Queue to, Envelope message) {
    return traffic == null ? message : traffic.passing(to, message);
  }

  void handled(HandMailbox.Queue by, Object message) {
    steps++;
    mix(by.id * 31 + now);
    mix(message.getClass().getSimpleName().hashCode());
    if (traffic != null) {
      traffic.handled(by, message);
    }
  }

  void began(HandMailbox.Queue actor) {
    if (traffic != null) {
      traffic.began(actor);
    }
  }

  void ended(HandMailbox.Queue actor) {
    if (traffic != null) {
      traffic.ended(actor);
    }
  }

  /** Goes on until that much time has passed or so many steps were made. */
  void run(long untilNanos, long untilSteps) {
    while (now < untilNanos && steps < untilSteps) {
      sortIn();
      Event next = events.peek();
      int choice = ready.isEmpty() ? -1 : choose();
      boolean hurry = next != null && next.at - now < 20 * MS && random.nextInt(16) == 0;
      if (choice >= 0 && !hurry) {
        int last = ready.size() - 1;
        Runnable task = ready.set(choice, ready.get(last));
        ready.remove(last);
        run(task);
      } else if (next != null) {
        events.poll();
        if (!next.cancelled) {
          now = Math.max(now, next.at);
          steps++;
          next.action.run();
        }
      } else {
        throw new IllegalStateException("nothing will ever happen any more");
      }
    }
  }

  /**
   * Mailboxes woken by one step are sorted: where Pekko goes through a set of actors its order is
   * not ours to know.
   */
  private void sortIn() {
    if (fresh.size() > 1) {
      fresh.sort(Comparator.comparingLong(Machine::number));
    }
    ready.addAll(fresh);
    fresh.clear();
  }

  private static long number(Runnable task) {
    HandMailbox.Queue queue = queue(task);
    return queue == null ? -1 : queue.id;
  }

  private int choose() {
    int start = random.nextInt(ready.size());
    for (int i = 0; i < ready.size(); i++) {
      int at = (start + i) % ready.size();
      HandMailbox.Queue queue = queue(ready.get(at));
      if (queue == null || !frozen.test(queue.node)) {
        return at;
      }
    }
    return -1;
  }

  private void run(Runnable task) {
    running = queue(task);
    try {
      task.run();
    } finally {
      running = null;
    }
  }

  private static HandMailbox.@Nullable Queue queue(Runnable task) {
    return task instanceof Mailbox mailbox
            && mailbox.messageQueue() instanceof HandMailbox.Queue queue
        ? queue
        : null;
  }
}
