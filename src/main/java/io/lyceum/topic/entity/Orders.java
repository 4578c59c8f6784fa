package io.lyceum.topic.entity;

import io.lyceum.core.Rejection;
import io.lyceum.core.TopicRole;
import io.lyceum.platform.json.Fields.InvalidFields;
import io.lyceum.topic.TopicFrames;
import io.lyceum.topic.journal.Sent;
import io.lyceum.topic.journal.Work;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A command read from its wire form, or why it cannot be. */
record Orders<C>(Work.@Nullable Order<C> order, @Nullable Rejection rejection) {
  static <C> Orders<C> read(
      TopicMessage.Submit submit, TopicFrames<?, C, ?> frames, @Nullable TopicRole elsewhere) {
    try {
      C command = frames.commands().read(submit.type(), submit.data(), submit.fromServer());
      return new Orders<>(
          new Work.Order<>(
              command,
              submit.caller(),
              Sent.of(submit.caller(), submit.id(), submit.fromServer()),
              submit.follows(),
              elsewhere,
              submit.replyTo()),
          null);
    } catch (InvalidFields e) {
      return new Orders<>(null, e.rejection());
    }
  }

  void ifAcceptedOrElse(Consumer<Work<C>> accepted, Consumer<Rejection> refused) {
    if (order != null) {
      accepted.accept(order);
    } else if (rejection != null) {
      refused.accept(rejection);
    }
  }
}
