package io.lyceum.simulation;

import com.typesafe.config.Config;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.dispatch.Envelope;
import org.apache.pekko.dispatch.MailboxType;
import org.apache.pekko.dispatch.MessageQueue;
import org.apache.pekko.dispatch.ProducesMessageQueue;
import org.apache.pekko.dispatch.UnboundedMessageQueueSemantics;
import org.jspecify.annotations.Nullable;
import scala.Option;

/** Mailboxes that ask the {@link Machine} before they take a message from another node. */
public final class HandMailbox implements MailboxType, ProducesMessageQueue<HandMailbox.Queue> {
  private static final Pattern NODE = Pattern.compile("^/system/(n[0-9]+)~");

  private final Machine machine = Machine.current();

  public HandMailbox(ActorSystem.Settings settings, Config config) {}

  @Override
  public MessageQueue create(Option<ActorRef> owner, Option<ActorSystem> system) {
    return new Queue(machine, owner.isEmpty() ? "" : owner.get().path().toStringWithoutAddress());
  }

  /** One actor's messages. */
  public static final class Queue implements MessageQueue, UnboundedMessageQueueSemantics {
    final long id;
    final String path;

    /** The simulated node the actor lives on; null for what all nodes share. */
    final @Nullable String node;

    private final Machine machine;
    private final Deque<Envelope> messages = new ArrayDeque<>();
    private boolean dead;

    Queue(Machine machine, String path) {
      this.machine = machine;
      this.id = machine.nextQueue();
      this.path = path;
      Matcher onNode = NODE.matcher(path);
      this.node = onNode.find() ? onNode.group(1) : null;
      machine.began(this);
    }

    /** The process is gone: nothing more is handled, and nothing said. */
    void die() {
      dead = true;
      messages.clear();
    }

    boolean isDead() {
      return dead;
    }

    @Override
    public void enqueue(ActorRef receiver, Envelope message) {
      if (!dead && !machine.takes(this, receiver, message)) {
        Envelope passing = machine.passing(this, message);
        if (passing != null) {
          messages.add(passing);
        }
      }
    }

    @Override
    public @Nullable Envelope dequeue() {
      Envelope next = messages.poll();
      if (next != null) {
        machine.handled(this, next.message());
      }
      return next;
    }

    @Override
    public int numberOfMessages() {
      return messages.size();
    }

    @Override
    public boolean hasMessages() {
      return !messages.isEmpty();
    }

    @Override
    public void cleanUp(ActorRef owner, MessageQueue deadLetters) {
      messages.clear();
      machine.ended(this);
    }
  }
}
