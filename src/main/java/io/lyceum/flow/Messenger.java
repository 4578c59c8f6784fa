package io.lyceum.flow;

import io.lyceum.core.Caller;
import io.lyceum.core.ErrorCode;
import io.lyceum.core.TopicId;
import io.lyceum.platform.http.Refusal;
import io.lyceum.topic.Topics;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends what follows from an event to another topic, as the server. A refusal is an answer: the
 * other topic is past it (a quiz finished twice) or not there, and sending again would change
 * nothing. Only {@code unavailable} is tried again, by failing the reaction.
 */
final class Messenger {
  private static final Logger log = LoggerFactory.getLogger(Messenger.class);

  private final Topics topics;

  Messenger(Topics topics) {
    this.topics = topics;
  }

  CompletionStage<Void> tell(TopicId topic, String type, Object data) {
    return offer(topic, type, data).thenApply(_ -> null);
  }

  /** The same; gives whether the other topic has taken it. */
  CompletionStage<Boolean> offer(TopicId topic, String type, Object data) {
    return topics
        .tell(topic, Caller.system(topic.school()), type, data)
        .thenApply(_ -> true)
        .exceptionallyCompose(
            failure -> {
              Refusal refusal = Refusal.in(failure);
              if (refusal == null || refusal.rejection().code() == ErrorCode.UNAVAILABLE) {
                return CompletableFuture.failedStage(failure);
              }
              log.debug("{} refused {}: {}", topic.key(), type, refusal.getMessage());
              return CompletableFuture.completedStage(false);
            });
  }
}
