package io.lyceum.topic.entity;

import io.lyceum.core.TopicRole;
import io.lyceum.platform.json.Fields.InvalidFields;
import io.lyceum.topic.TopicFrames;
import io.lyceum.topic.journal.Sent;
import io.lyceum.topic.journal.Work;
import org.jspecify.annotations.Nullable;

/** Commands out of their wire form. */
final class Orders {
  private Orders() {}

  static <C> Work.Order<C> read(
      TopicMessage.Submit submit, TopicFrames<?, C, ?> frames, @Nullable TopicRole elsewhere)
      throws InvalidFields {
    return new Work.Order<>(
        frames.commands().read(submit.type(), submit.data(), submit.fromServer()),
        submit.caller(),
        Sent.of(submit.caller(), submit.id(), submit.fromServer()),
        submit.follows(),
        elsewhere,
        submit.trace(),
        submit.replyTo());
  }
}
