package io.lyceum.hub;

import io.lyceum.core.SchoolId;
import io.lyceum.core.TopicId;
import io.lyceum.topic.entity.TopicUpdate;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.Terminated;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;

/**
 * The node's list of feeds, one for each topic its sockets follow; after the first message a socket
 * talks to the feed itself.
 */
public final class Hub extends AbstractBehavior<Hub.Message> {
  /** What the hub understands; all from its own node. */
  public sealed interface Message {}

  /** Passes a subscription to the topic's feed, starting it when there is none. */
  public record Follow(TopicId topic, FeedMessage.Subscribe subscribe) implements Message {}

  /**
   * Stops following anything: the node is going away. Answered once no feed is left, so that
   * nothing of theirs reaches the shard region while that is leaving, which it would wait for.
   */
  public record Stop(ActorRef<Done> replyTo) implements Message {}

  /** Somebody in these schools is erased: what was said there is read anew before it is shown. */
  public record Forget(Set<SchoolId> schools) implements Message {
    public Forget {
      schools = Set.copyOf(schools);
    }
  }

  /** A feed has had no subscribers for a while. */
  record Idle(TopicId topic, ActorRef<TopicUpdate> feed) implements Message {}

  private final FeedSurroundings around;
  private final Map<TopicId, ActorRef<TopicUpdate>> feeds = new HashMap<>();

  private Hub(ActorContext<Message> context, FeedSurroundings around) {
    super(context);
    this.around = around;
  }

  public static Behavior<Message> create(FeedSurroundings around) {
    return Behaviors.setup(context -> new Hub(context, around));
  }

  @Override
  public Receive<Message> createReceive() {
    return newReceiveBuilder()
        .onMessage(Follow.class, this::onFollow)
        .onMessage(Idle.class, this::onIdle)
        .onMessage(Forget.class, this::onForget)
        .onMessage(
            Stop.class, stop -> Behaviors.stopped(() -> stop.replyTo().tell(Done.getInstance())))
        .onSignal(Terminated.class, this::onTerminated)
        .build();
  }

  private Behavior<Message> onFollow(Follow follow) {
    feeds.computeIfAbsent(follow.topic(), this::start).tell(follow.subscribe());
    return this;
  }

  private Behavior<Message> onForget(Forget forget) {
    feeds.forEach(
        (topic, feed) -> {
          if (forget.schools().contains(topic.school())) {
            feed.tell(new FeedMessage.Forget());
          }
        });
    return this;
  }

  private ActorRef<TopicUpdate> start(TopicId topic) {
    ActorRef<TopicUpdate> feed =
        getContext()
            .spawnAnonymous(
                Feed.create(
                    topic, around, self -> getContext().getSelf().tell(new Idle(topic, self))));
    getContext().watch(feed);
    return feed;
  }

  /**
   * A subscription may be on its way to the feed: it then lives on, unknown here, until its last
   * subscriber leaves.
   */
  private Behavior<Message> onIdle(Idle idle) {
    feeds.remove(idle.topic(), idle.feed());
    idle.feed().tell(new FeedMessage.Retire());
    return this;
  }

  private Behavior<Message> onTerminated(Terminated terminated) {
    // An actor is the same whatever messages its reference is typed for.
    Object stopped = terminated.getRef();
    feeds.values().removeIf(stopped::equals);
    return this;
  }
}
