import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * Rooms over plain WebSockets, written by hand on Netty and JDBC: what a server without any layer
 * in between reaches. Settings come from the environment: {@code PORT}, {@code DATABASE_URL}.
 */
public final class NettyPeer {
  private static final int FRAME_BYTES = 65536;

  private NettyPeer() {}

  public static void main(String[] arguments) throws IOException, SQLException {
    MultiThreadIoEventLoopGroup loops =
        new MultiThreadIoEventLoopGroup(
            Runtime.getRuntime().availableProcessors(), NioIoHandler.newFactory());
    Map<EventLoop, Lane> lanes =
        StreamSupport.stream(loops.spliterator(), false)
            .map(EventLoop.class::cast)
            .collect(Collectors.toUnmodifiableMap(Function.identity(), Lane::new));
    Journal journal = new Journal(System.getenv("DATABASE_URL"), List.copyOf(lanes.values()));

    Channel server =
        new ServerBootstrap()
            .group(loops)
            .channel(NioServerSocketChannel.class)
            .option(ChannelOption.SO_BACKLOG, 4096)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childHandler(
                new ChannelInitializer<SocketChannel>() {
                  @Override
                  protected void initChannel(SocketChannel channel) {
                    Lane lane = lanes.get(channel.eventLoop());
                    channel
                        .pipeline()
                        .addLast(new HttpServerCodec())
                        .addLast(new HttpObjectAggregator(FRAME_BYTES))
                        .addLast(new WebSocketServerProtocolHandler("/", null, false, FRAME_BYTES))
                        .addLast(new WebSocketFrameAggregator(FRAME_BYTES))
                        .addLast(new Member(lane, journal, List.copyOf(lanes.values())));
                  }
                })
            .bind(Integer.parseInt(System.getenv("PORT")))
            .syncUninterruptibly()
            .channel();

    System.out.println("ready " + ((InetSocketAddress) server.localAddress()).getPort());
    while (System.in.read() >= 0) {
      // Whoever started this still runs.
    }
    System.exit(0);
  }
}
