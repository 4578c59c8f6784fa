package io.lyceum.bench.load;

import io.lyceum.bench.net.FrameWriter;
import io.lyceum.bench.wire.Client;
import io.lyceum.bench.wire.Outgoing;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Messages of a crowd to the rooms it is in. */
public final class RoomLoad implements Load {
  private final Crowd crowd;
  private final Plan plan;
  private final int receivers;
  private final Function<Client, Outgoing> message;
  private final @Nullable Outgoing[] messages;
  private final FrameWriter writer = new FrameWriter();
  private final byte[] scratch = new byte[4096];

  /**
   * @param receivers how many sockets each message goes to
   * @param message what a client sends
   */
  public RoomLoad(Crowd crowd, Plan plan, int receivers, Function<Client, Outgoing> message) {
    this.crowd = crowd;
    this.plan = plan;
    this.receivers = receivers;
    this.message = message;
    this.messages = new Outgoing[plan.sockets()];
  }

  @Override
  public void listen(long from, long to) {
    crowd.listen(from, to);
  }

  @Override
  public void send(long index, long stamp) {
    int number = plan.sender(index);
    Client client = crowd.client(number);
    Outgoing outgoing = messages[number];
    if (outgoing == null) {
      outgoing = message.apply(client);
      messages[number] = outgoing;
    }
    client.send(outgoing, stamp, writer, scratch);
  }

  @Override
  public long arrived() {
    return crowd.delivered();
  }

  @Override
  public Counts counts() {
    return crowd.counts();
  }

  @Override
  public int receivers() {
    return receivers;
  }

  @Override
  public int lost() {
    return crowd.lost();
  }
}
