import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** One connection: what its client asks for. */
final class Member extends SimpleChannelInboundHandler<TextWebSocketFrame> {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Lane lane;
  private final Journal journal;
  private final List<Lane> all;
  private final Set<String> rooms = new HashSet<>();
  private String user = "";

  Member(Lane lane, Journal journal, List<Lane> all) {
    this.lane = lane;
    this.journal = journal;
    this.all = all;
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, TextWebSocketFrame frame)
      throws JsonProcessingException {
    JsonNode json = JSON.readTree(frame.text());
    String room = json.path("room").asText();
    String op = json.path("op").asText();
    if (op.equals("join")) {
      user = json.path("user").asText();
      rooms.add(room);
      lane.join(room, context.channel());
      context.writeAndFlush(Frames.joined(room));
    } else if (!rooms.contains(room)) {
      context.writeAndFlush(Frames.notMember(json.path("id").asText()));
    } else if (op.equals("post")) {
      String id = json.path("id").asText();
      journal.post(new Journal.Post(context.channel(), id, room, user, json.path("text").asText()));
    } else if (op.equals("signal")) {
      ByteBuf signal = Frames.signal(room, user, json.path("text").asText());
      all.forEach(other -> other.signal(room, signal.retainedDuplicate(), context.channel()));
      signal.release();
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    lane.leave(rooms, context.channel());
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    context.close();
  }
}
