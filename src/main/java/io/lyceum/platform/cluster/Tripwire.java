package io.lyceum.platform.cluster;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.pekko.actor.Address;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.cluster.ClusterEvent;
import org.apache.pekko.cluster.Member;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Down;
import org.apache.pekko.cluster.typed.Subscribe;

/**
 * Takes a node whose process has ended out of the cluster at once, instead of after the many
 * seconds in which a silent one might come back.
 *
 * <p>Each node holds an idle connection to every other. When a process ends, however it ends, its
 * machine closes the connection, and a new one is refused: proof, not suspicion, so the heartbeats
 * may stay patient: the node is unreachable at once, and those who see it downs it. A machine that
 * is gone, cut off or standing still refuses nothing; those stay with the heartbeats and the split
 * brain resolver. So does a cluster most of whose nodes refuse: then something else is wrong.
 */
public final class Tripwire extends AbstractBehavior<Tripwire.Message> {
  /** What the tripwire understands. */
  public sealed interface Message {}

  private record Changed(ClusterEvent.MemberEvent event) implements Message {}

  private record Broken(Address address) implements Message {}

  private record Mended(Address address) implements Message {}

  private final Cluster cluster;
  private final Map<Address, Wire> wires = new HashMap<>();
  private final Set<Address> broken = new HashSet<>();
  private final EndedProcesses ended;

  private Tripwire(ActorContext<Message> context) {
    super(context);
    this.cluster = Cluster.get(context.getSystem());
    this.ended = EndedProcesses.of(Adapter.toClassic(context.getSystem()).eventStream());
    cluster
        .subscriptions()
        .tell(
            Subscribe.create(
                context.messageAdapter(ClusterEvent.MemberEvent.class, Changed::new),
                ClusterEvent.MemberEvent.class));
  }

  public static Behavior<Message> create() {
    return Behaviors.setup(Tripwire::new);
  }

  @Override
  public Receive<Message> createReceive() {
    return newReceiveBuilder()
        .onMessage(Changed.class, changed -> onChanged(changed.event().member()))
        .onMessage(Broken.class, found -> onBroken(found.address()))
        .onMessage(Mended.class, found -> onMended(found.address()))
        .build();
  }

  private Behavior<Message> onChanged(Member member) {
    Address address = member.address();
    if (address.equals(cluster.selfMember().address())) {
      return this;
    }
    if (member.status().equals(MemberStatus.removed())) {
      Wire wire = wires.remove(address);
      if (wire != null) {
        wire.close();
      }
      onMended(address);
      getContext().getLog().info("The node {} is gone", address.hostPort());
    } else {
      wires.computeIfAbsent(address, this::stretch);
    }
    return this;
  }

  private Wire stretch(Address address) {
    ActorRef<Message> self = getContext().getSelf();
    return Wire.to(
        address.getHost().orElseThrow(),
        address.getPort().orElseThrow(),
        () -> self.tell(new Broken(address)),
        () -> self.tell(new Mended(address)));
  }

  private Behavior<Message> onBroken(Address address) {
    if (!wires.containsKey(address)) {
      return this;
    }
    broken.add(address);
    ended.add(address.toString());
    int members = wires.size() + 1;
    if (2 * (members - broken.size()) > members) {
      getContext()
          .getLog()
          .warn("The process of node {} has ended: taking it out", address.hostPort());
      cluster.manager().tell(new Down(address));
    } else {
      getContext()
          .getLog()
          .warn("{} of {} nodes refuse connections: leaving it to time", broken.size(), members);
    }
    return this;
  }

  /** Something listens there again, be it another process. */
  private Behavior<Message> onMended(Address address) {
    broken.remove(address);
    ended.remove(address.toString());
    return this;
  }
}
