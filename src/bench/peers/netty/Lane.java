import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** The members of one event loop by room; touched by that loop's thread alone. */
final class Lane {
  /** An acknowledgement for one sender. */
  record Ack(Channel sender, ByteBuf frame) {}

  private final EventLoop loop;
  private final Map<String, Set<Channel>> rooms = new HashMap<>();

  Lane(EventLoop loop) {
    this.loop = loop;
  }

  boolean owns(Channel channel) {
    return channel.eventLoop() == loop;
  }

  void join(String room, Channel channel) {
    rooms.computeIfAbsent(room, name -> new LinkedHashSet<>()).add(channel);
  }

  void leave(Collection<String> joined, Channel channel) {
    for (String room : joined) {
      rooms.computeIfPresent(
          room, (name, members) -> members.remove(channel) && members.isEmpty() ? null : members);
    }
  }

  /**
   * Sends what one transaction has made durable: each socket is flushed once. The bytes of a room
   * are shared by its members here, and released.
   */
  void deliver(List<Ack> acks, Map<String, ByteBuf> frames) {
    loop.execute(
        () -> {
          // A sender is a member: its room's flush takes these along.
          acks.forEach(ack -> ack.sender().write(ack.frame(), ack.sender().voidPromise()));
          frames.forEach((room, bytes) -> send(room, bytes, member -> true));
        });
  }

  /** Sends a frame that is not stored to all members but its sender. */
  void signal(String room, ByteBuf frame, Channel sender) {
    loop.execute(() -> send(room, frame, member -> member != sender));
  }

  private void send(String room, ByteBuf bytes, Predicate<Channel> wanted) {
    Consumer<Channel> write =
        member -> member.writeAndFlush(bytes.retainedDuplicate(), member.voidPromise());
    rooms.getOrDefault(room, Set.of()).stream().filter(wanted).forEach(write);
    bytes.release();
  }
}
