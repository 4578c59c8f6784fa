import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.Channel;
import java.net.URI;
import java.sql.Array;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Group commit: one thread writes what has arrived meanwhile as one insert, then tells everyone.
 */
final class Journal {
  /** What a member wants to say. */
  record Post(Channel sender, String id, String room, String from, String text) {}

  private static final int AT_MOST = 2000;

  private final BlockingQueue<Post> waiting = new LinkedBlockingQueue<>();
  private final List<Lane> lanes;
  private final Map<String, Long> last = new HashMap<>();
  private final Connection connection;
  private final PreparedStatement insert;

  Journal(String databaseUrl, List<Lane> lanes) throws SQLException {
    this.lanes = lanes;
    this.connection = connect(URI.create(databaseUrl));
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          """
          create table if not exists message(
            room text not null, seq bigint not null, author text not null, body text not null,
            created_at timestamptz not null default now(), primary key (room, seq))
          """);
      statement.execute("truncate message");
    }
    this.insert =
        connection.prepareStatement(
            "insert into message(room, seq, author, body)"
                + " select * from unnest(?::text[], ?::bigint[], ?::text[], ?::text[])");
    Thread.ofPlatform().name("journal").daemon().start(this::run);
  }

  private static Connection connect(URI url) throws SQLException {
    String[] user = url.getUserInfo().split(":", 2);
    String address = "jdbc:postgresql://" + url.getHost() + ":" + url.getPort() + url.getPath();
    return DriverManager.getConnection(address, user[0], user[1]);
  }

  void post(Post post) {
    waiting.add(post);
  }

  private void run() {
    List<Post> batch = new ArrayList<>();
    while (true) {
      try {
        batch.add(waiting.take());
        waiting.drainTo(batch, AT_MOST - 1);
        Long[] seqs =
            batch.stream().map(post -> last.merge(post.room(), 1L, Long::sum)).toArray(Long[]::new);
        write(batch, seqs);
        tell(batch, seqs);
        batch.clear();
      } catch (SQLException | InterruptedException e) {
        // Without its journal this server is of no use, and what was numbered would leave a hole.
        System.err.println("cannot write: " + e);
        System.exit(1);
      }
    }
  }

  private void write(List<Post> batch, Long[] seqs) throws SQLException {
    insert.setArray(1, texts(batch.stream().map(Post::room).toArray()));
    insert.setArray(2, connection.createArrayOf("bigint", seqs));
    insert.setArray(3, texts(batch.stream().map(Post::from).toArray()));
    insert.setArray(4, texts(batch.stream().map(Post::text).toArray()));
    insert.executeUpdate();
  }

  private Array texts(Object[] texts) throws SQLException {
    return connection.createArrayOf("text", texts);
  }

  /** The messages of a room become one run of bytes, a frame each. */
  private void tell(List<Post> batch, Long[] seqs) {
    Instant at = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    Map<String, ByteBuf> frames = new HashMap<>();
    Map<Lane, List<Lane.Ack>> acks = new HashMap<>();
    for (int i = 0; i < seqs.length; i++) {
      Post post = batch.get(i);
      Lane lane = lanes.stream().filter(l -> l.owns(post.sender())).findFirst().orElseThrow();
      acks.computeIfAbsent(lane, l -> new ArrayList<>())
          .add(new Lane.Ack(post.sender(), Frames.ack(post.id(), seqs[i])));
      ByteBuf frame = Frames.message(post.room(), seqs[i], post.from(), at, post.text());
      frames
          .computeIfAbsent(post.room(), room -> PooledByteBufAllocator.DEFAULT.directBuffer())
          .writeBytes(frame);
      frame.release();
    }
    for (Lane lane : lanes) {
      Map<String, ByteBuf> shared = new HashMap<>();
      frames.forEach((room, bytes) -> shared.put(room, bytes.retainedDuplicate()));
      lane.deliver(acks.getOrDefault(lane, List.of()), shared);
    }
    frames.values().forEach(ByteBuf::release);
  }
}
