package io.lyceum.chat.domain;

import io.lyceum.core.UserId;
import java.util.List;
import java.util.Optional;

/** What may be asked of a chat. A message is named by the seq of the event that posted it. */
public sealed interface ChatCommand {
  /** Only from the server. */
  record CreateChat(Optional<String> name, ChatType type, List<ChatMember> members)
      implements ChatCommand {}

  /**
   * @param silent wakes nobody's phone
   */
  record SendMessage(
      String text, Optional<Long> replyTo, boolean silent, List<Attachment> attachments)
      implements ChatCommand {}

  record EditMessage(long seq, String text) implements ChatCommand {}

  record DeleteMessage(long seq) implements ChatCommand {}

  record ReactToMessage(long seq, String emoji, boolean remove) implements ChatCommand {}

  /** Everything up to here is read. */
  record MarkRead(long seq) implements ChatCommand {}

  record PinMessage(long seq, boolean remove) implements ChatCommand {}

  /**
   * @param role empty: what a newcomer is in a chat of this type
   */
  record AddMember(UserId user, String name, Optional<ChatRole> role) implements ChatCommand {}

  record RemoveMember(UserId user) implements ChatCommand {}

  record ChangeMemberRole(UserId user, ChatRole role) implements ChatCommand {}

  /** Only from the server: the class's rules say who may write in its chat. */
  record SetWriteRule(WriteRule write) implements ChatCommand {}
}
