package io.lyceum.platform.front;

import java.time.Duration;
import org.apache.pekko.actor.typed.javadsl.ActorContext;

/**
 * How long a connection may take for the head of a request and for taking an answer; the HTTP
 * server itself only minds a connection on which nothing moves. It looks every few seconds, and
 * only while there is something to wait for.
 */
final class Patience {
  enum Nudge {
    LOOK
  }

  private static final Duration ROUND = Duration.ofSeconds(5);

  /** As long as the first head of a connection may take. */
  private static final long HEAD = Duration.ofSeconds(10).toNanos();

  /** A piece of an answer; a phone in a tunnel comes back within that. */
  private static final long ANSWER = Duration.ofSeconds(30).toNanos();

  private final ActorContext<Object> context;
  private final InFlight requests;
  private int begun;
  private long heardAt;
  private long writingAt;
  private boolean looking;

  Patience(ActorContext<Object> context, InFlight requests) {
    this.context = context;
    this.requests = requests;
  }

  /** Bytes came: they should become a request. */
  void heard() {
    if (heardAt == 0) {
      heardAt = System.nanoTime();
    }
    lookLater();
  }

  void writing() {
    writingAt = System.nanoTime();
    lookLater();
  }

  void written() {
    writingAt = 0;
  }

  /** The client took too long. */
  boolean isOver() {
    looking = false;
    if (requests.begun() != begun || !requests.isEmpty()) {
      begun = requests.begun();
      heardAt = 0;
    }
    long now = System.nanoTime();
    boolean over =
        (heardAt != 0 && now - heardAt > HEAD) || (writingAt != 0 && now - writingAt > ANSWER);
    if (!over && (heardAt != 0 || writingAt != 0 || !requests.isEmpty())) {
      lookLater();
    }
    return over;
  }

  private void lookLater() {
    if (!looking) {
      looking = true;
      context.scheduleOnce(ROUND, context.getSelf(), Nudge.LOOK);
    }
  }
}
