package io.lyceum.flow.replay;

import io.lyceum.core.Caller;
import io.lyceum.core.SessionId;
import io.lyceum.core.TopicId;
import io.lyceum.core.UserId;
import io.lyceum.topic.Answer;
import io.lyceum.topic.PastFrame;
import io.lyceum.topic.Topics;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Topics that have nothing but a past. */
final class PaperTopics implements Topics {
  private final Map<TopicId, List<PastFrame>> past;
  private int read;

  PaperTopics(Map<TopicId, List<PastFrame>> past) {
    this.past = past;
  }

  static PastFrame frame(TopicId topic, long seq, Instant at) {
    return new PastFrame(
        seq,
        "message:new",
        "{\"op\":\"event\",\"topic\":\"%s\",\"seq\":%d,\"prev\":0,\"type\":\"message:new\",\"at\":\"%s\",\"by\":\"ada\",\"data\":{}}"
            .formatted(topic.wire(), seq, at));
  }

  /** How many frames were asked for and given. */
  int framesRead() {
    return read;
  }

  Page after(TopicId topic, long seq, int limit) {
    List<PastFrame> behind =
        past.getOrDefault(topic, List.of()).stream().filter(f -> f.seq() > seq).toList();
    List<PastFrame> page = behind.stream().limit(limit).toList();
    read += page.size();
    return new Page(page, behind.size() > limit);
  }

  @Override
  public CompletionStage<Page> events(
      TopicId topic, Caller caller, OptionalLong before, OptionalLong after, int limit) {
    if (after.isPresent()) {
      return CompletableFuture.completedStage(after(topic, after.getAsLong(), limit));
    }
    List<PastFrame> all = past.getOrDefault(topic, List.of());
    List<PastFrame> last = all.subList(Math.max(0, all.size() - limit), all.size());
    return CompletableFuture.completedStage(new Page(last, all.size() > limit));
  }

  @Override
  public boolean knows(TopicId topic) {
    return true;
  }

  @Override
  public CompletionStage<Answer> submit(TopicId topic, Caller caller, ClientCommand command) {
    throw new UnsupportedOperationException();
  }

  @Override
  public CompletionStage<Long> command(TopicId topic, Caller caller, ClientCommand command) {
    throw new UnsupportedOperationException();
  }

  @Override
  public CompletionStage<Long> tell(TopicId topic, Caller caller, String type, Object data) {
    throw new UnsupportedOperationException();
  }

  @Override
  public CompletionStage<StateReport> stateReport(TopicId topic, Caller caller, String name) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void say(TopicId topic, SessionId to, String type, Object data) {}

  @Override
  public void recheck(TopicId topic, UserId user) {}
}
