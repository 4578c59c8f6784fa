package io.lyceum.chat;

import io.lyceum.chat.domain.ChatEvent;
import io.lyceum.chat.domain.ChatEvent.ChatCreated;
import io.lyceum.chat.domain.ChatEvent.MemberAdded;
import io.lyceum.chat.domain.ChatEvent.MemberRemoved;
import io.lyceum.chat.domain.ChatEvent.MessageDeleted;
import io.lyceum.chat.domain.ChatEvent.MessageEdited;
import io.lyceum.chat.domain.ChatEvent.MessageReacted;
import io.lyceum.chat.domain.ChatState;
import io.lyceum.core.TopicId;
import io.lyceum.platform.json.JournalCodec;
import io.lyceum.platform.projection.Projection;
import io.lyceum.platform.projection.StoredEvent;
import org.jdbi.v3.core.Handle;

/**
 * Keeps the list of chats, their members and what became of messages. The chats of classes are in
 * no list.
 */
public final class ChatHistoryProjection implements Projection {
  private final JournalCodec<ChatState, ChatEvent> journal = ChatTopic.journal();

  @Override
  public String name() {
    return "chat-history";
  }

  @Override
  public String kind() {
    return ChatTopic.NAME;
  }

  @Override
  public boolean wants(String kind, String manifest) {
    return !journal.isOf(manifest, ChatEvent.MessagePosted.class);
  }

  @Override
  public void apply(Handle transaction, StoredEvent event) {
    TopicId topic = event.topic();
    switch (journal.read(event.manifest(), event.data())) {
      case ChatCreated(var name, var type, var members) -> {
        ChatHistory.register(transaction, topic, name, type.wire());
        members.forEach(m -> ChatHistory.added(transaction, topic, m.id(), m.name()));
      }
      case MemberAdded(var user, String name, _) ->
          ChatHistory.added(transaction, topic, user, name);
      case MemberRemoved(var user) -> ChatHistory.removed(transaction, topic, user);
      case MessageEdited edit -> ChatChangeHistory.edited(transaction, topic, edit, event.by());
      case MessageDeleted(long seq) -> ChatChangeHistory.deleted(transaction, topic, seq);
      case MessageReacted(long seq, String emoji, var user, boolean removed) ->
          ChatChangeHistory.reacted(transaction, topic, seq, emoji, user, removed);
      case ChatEvent.MessagePosted _,
          ChatEvent.MessagesRead _,
          ChatEvent.MessagePinned _,
          ChatEvent.MemberRoleChanged _,
          ChatEvent.WriteRuleSet _ -> {}
    }
  }
}
