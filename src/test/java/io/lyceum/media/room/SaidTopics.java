package io.lyceum.media.room;

import io.lyceum.core.Caller;
import io.lyceum.core.SessionId;
import io.lyceum.core.TopicId;
import io.lyceum.core.UserId;
import io.lyceum.topic.Answer;
import io.lyceum.topic.Topics;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps what is said to sessions; nothing else is to be asked of it. */
final class SaidTopics implements Topics {
  final List<Object> said = new CopyOnWriteArrayList<>();

  @Override
  public void say(TopicId topic, SessionId to, String type, Object data) {
    said.add(data);
  }

  @Override
  public boolean knows(TopicId topic) {
    throw new UnsupportedOperationException();
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
  public CompletionStage<Page> events(
      TopicId topic, Caller caller, OptionalLong before, OptionalLong after, int limit) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void recheck(TopicId topic, UserId user) {
    throw new UnsupportedOperationException();
  }
}
