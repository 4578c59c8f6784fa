package io.lyceum.flow;

import io.lyceum.call.CallTopic;
import io.lyceum.call.domain.CallEvent;
import io.lyceum.call.domain.CallEvent.CallInitiated;
import io.lyceum.call.domain.CallEvent.MemberDeclined;
import io.lyceum.call.domain.CallEvent.MemberEntered;
import io.lyceum.call.domain.CallEvent.MemberLeft;
import io.lyceum.core.Caller;
import io.lyceum.core.ErrorCode;
import io.lyceum.core.TopicId;
import io.lyceum.core.UserId;
import io.lyceum.inbox.InboxTopic;
import io.lyceum.platform.http.Refusal;
import io.lyceum.platform.projection.Reaction;
import io.lyceum.platform.projection.StoredEvent;
import io.lyceum.topic.Topics;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * A call rings in the inboxes of those who are called, on every device they have, and stops ringing
 * there when it is answered on one. Whose inbox is busy is told to the call.
 */
public final class CallRings implements Reaction {
  private final Topics topics;
  private final Messenger messenger;
  private final CrossedCalls crossed;

  public CallRings(Topics topics) {
    this.topics = topics;
    this.messenger = new Messenger(topics);
    this.crossed = new CrossedCalls(topics);
  }

  @Override
  public String name() {
    return "call-rings";
  }

  @Override
  public String kind() {
    return CallTopic.NAME;
  }

  @Override
  public CompletionStage<?> react(StoredEvent stored) {
    TopicId call = stored.topic();
    return switch (CallTopic.journal().read(stored.manifest(), stored.data())) {
      case CallInitiated initiated ->
          // In this order, or neither of two who call each other might be found busy.
          take(call, initiated.by().id()).thenCompose(_ -> ringAll(call, initiated));
      case MemberEntered entered -> take(call, entered.user());
      case MemberDeclined(UserId user, var why) -> settle(call, user, why.wire());
      case MemberLeft left -> settle(call, left.user(), "left");
      case CallEvent.MemberArrived _,
          CallEvent.MemberVanished _,
          CallEvent.CallChecked _,
          CallEvent.CallEnded _ ->
          CompletableFuture.completedStage(null);
    };
  }

  private CompletionStage<Void> take(TopicId call, UserId user) {
    return messenger.tell(inbox(call, user), "call:take", Map.of("call", call.id()));
  }

  private CompletionStage<Void> settle(TopicId call, UserId user, String outcome) {
    return messenger.tell(
        inbox(call, user), "call:settle", Map.of("call", call.id(), "outcome", outcome));
  }

  private CompletionStage<?> ringAll(TopicId call, CallInitiated initiated) {
    return CompletableFuture.allOf(
        initiated.to().stream()
            .map(person -> ring(call, person.id(), initiated).toCompletableFuture())
            .toArray(CompletableFuture<?>[]::new));
  }

  private CompletionStage<Void> ring(TopicId call, UserId user, CallInitiated initiated) {
    Map<String, Object> data =
        Map.of(
            "call",
            call.id(),
            "from",
            initiated.by().id(),
            "name",
            initiated.by().name(),
            "media",
            initiated.media().wire(),
            "others",
            initiated.to().size() - 1,
            "until",
            initiated.ringsUntil());
    return topics
        .tell(inbox(call, user), Caller.system(call.school()), "call:ring", data)
        .<Void>thenApply(_ -> null)
        .exceptionallyCompose(failure -> refused(call, user, initiated, failure));
  }

  /** Anything but a busy inbox is tried again. */
  private CompletionStage<Void> refused(
      TopicId call, UserId user, CallInitiated initiated, Throwable failure) {
    Refusal refusal = Refusal.in(failure);
    if (refusal == null || refusal.rejection().code() != ErrorCode.CONFLICT) {
      return CompletableFuture.failedStage(failure);
    }
    return crossed
        .settle(call, initiated)
        .thenCompose(
            met ->
                met
                    ? CompletableFuture.completedStage(null)
                    : messenger.tell(call, "call:busy", Map.of("user", user)));
  }

  private static TopicId inbox(TopicId call, UserId user) {
    return InboxTopic.of(call.school(), user);
  }
}
