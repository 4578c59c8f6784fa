package io.lyceum.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import io.lyceum.core.Admission;
import io.lyceum.core.Caller;
import io.lyceum.core.Decision;
import io.lyceum.core.SessionId;
import io.lyceum.core.TopicId;
import io.lyceum.core.UserId;
import io.lyceum.core.Viewer;
import io.lyceum.platform.http.Refusal;
import io.lyceum.platform.json.Fields.InvalidFields;
import io.lyceum.platform.json.Json;
import io.lyceum.topic.Answer;
import io.lyceum.topic.TopicKind;
import io.lyceum.topic.Topics;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** The topics of one kind in memory, by its real rules and wire: enough to test routes. */
public final class SimpleTopics<S, C, E> implements Topics {
  private final TopicKind<S, C, E> kind;
  private final Map<TopicId, DeciderFixture<S, C, E>> topics = new ConcurrentHashMap<>();

  public SimpleTopics(TopicKind<S, C, E> kind) {
    this.kind = kind;
  }

  /** The topic itself, to look at or to go on with. */
  public DeciderFixture<S, C, E> topic(TopicId topic) {
    return topics.computeIfAbsent(topic, t -> DeciderFixture.of(kind.decider(), t));
  }

  @Override
  public boolean knows(TopicId topic) {
    return topic.kind().equals(kind.name());
  }

  @Override
  public CompletionStage<Answer> submit(TopicId topic, Caller caller, ClientCommand command) {
    throw new UnsupportedOperationException("routes use command and tell");
  }

  @Override
  public CompletionStage<Long> command(TopicId topic, Caller caller, ClientCommand command) {
    return stage(() -> execute(topic, caller, command.type(), command.data(), false));
  }

  @Override
  public CompletionStage<Long> tell(TopicId topic, Caller caller, String type, Object data) {
    return stage(() -> execute(topic, caller, type, Json.MAPPER.valueToTree(data), true));
  }

  @Override
  public CompletionStage<StateReport> stateReport(TopicId topic, Caller caller, String name) {
    return stage(() -> new StateReport(topic(topic).seq(), ask(topic, caller, name)));
  }

  @Override
  public CompletionStage<Page> events(
      TopicId topic, Caller caller, OptionalLong before, OptionalLong after, int limit) {
    throw new UnsupportedOperationException("no history here");
  }

  @Override
  public void say(TopicId topic, SessionId to, String type, Object data) {}

  @Override
  public void recheck(TopicId topic, UserId user) {}

  private long execute(
      TopicId topic, Caller caller, String type, JsonNode data, boolean fromServer) {
    try {
      DeciderFixture<S, C, E> room = topic(topic);
      room.when(caller, kind.frames().commands().read(type, data, fromServer));
      if (room.decision() instanceof Decision.Rejected<E> rejected) {
        throw new Refusal(rejected.rejection());
      }
      return room.seq();
    } catch (InvalidFields e) {
      throw new Refusal(e.rejection());
    }
  }

  private Object ask(TopicId topic, Caller caller, String name) {
    DeciderFixture<S, C, E> room = topic(topic);
    return switch (room.admission(caller)) {
      case Admission.Refused refused -> throw new Refusal(refused.rejection());
      case Admission.AskElsewhere ask -> throw new AssertionError("no answer given for " + ask);
      case Admission.Admitted admitted -> {
        Viewer viewer = new Viewer(caller.user(), admitted.role());
        yield switch (kind.frames().report(room.state(), name, viewer).orElseThrow()) {
          case Decision.Rejected<Object> rejected -> throw new Refusal(rejected.rejection());
          case Decision.Accepted<Object> accepted -> accepted.events().getFirst();
        };
      }
    };
  }

  private static <T> CompletionStage<T> stage(Supplier<T> work) {
    try {
      return CompletableFuture.completedStage(work.get());
    } catch (Refusal refusal) {
      return CompletableFuture.failedStage(refusal);
    }
  }
}
