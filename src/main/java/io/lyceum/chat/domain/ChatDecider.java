package io.lyceum.chat.domain;

import io.lyceum.chat.domain.ChatCommand.AddMember;
import io.lyceum.chat.domain.ChatCommand.ChangeMemberRole;
import io.lyceum.chat.domain.ChatCommand.CreateChat;
import io.lyceum.chat.domain.ChatCommand.DeleteMessage;
import io.lyceum.chat.domain.ChatCommand.EditMessage;
import io.lyceum.chat.domain.ChatCommand.MarkRead;
import io.lyceum.chat.domain.ChatCommand.PinMessage;
import io.lyceum.chat.domain.ChatCommand.ReactToMessage;
import io.lyceum.chat.domain.ChatCommand.RemoveMember;
import io.lyceum.chat.domain.ChatCommand.SendMessage;
import io.lyceum.chat.domain.ChatCommand.SetWriteRule;
import io.lyceum.chat.domain.ChatEvent.MemberAdded;
import io.lyceum.chat.domain.ChatEvent.MemberRemoved;
import io.lyceum.chat.domain.ChatEvent.MemberRoleChanged;
import io.lyceum.chat.domain.ChatEvent.WriteRuleSet;
import io.lyceum.core.Admission;
import io.lyceum.core.Caller;
import io.lyceum.core.Context;
import io.lyceum.core.Decider;
import io.lyceum.core.Decision;
import io.lyceum.core.TopicId;
import io.lyceum.core.TopicRole;
import io.lyceum.core.UserId;
import java.util.Set;

/**
 * The rules of a chat. A chat exists once created, but the chat of a class ({@code
 * chat:class-<class>}) exists as soon as its class does and asks the class who may be in it.
 */
public final class ChatDecider implements Decider<ChatState, ChatCommand, ChatEvent> {
  @Override
  public ChatState initial(TopicId topic) {
    return ChatState.initial(topic);
  }

  @Override
  public ChatState evolve(ChatState state, ChatEvent event) {
    return state.evolve(event);
  }

  @Override
  public Decision<ChatEvent> decide(ChatState state, ChatCommand command, Context context) {
    if (!state.exists() && !(command instanceof CreateChat)) {
      return Decision.reject(ChatRejection.NO_SUCH_CHAT);
    }
    return switch (command) {
      case CreateChat create -> MembershipRules.create(state, create, context);
      case SendMessage send -> MessageRules.send(state, send, context);
      case EditMessage edit -> MessageRules.edit(state, edit, context);
      case DeleteMessage delete -> MessageRules.delete(state, delete, context);
      case ReactToMessage react -> MessageRules.react(state, react, context);
      case MarkRead read -> MessageRules.read(state, read, context);
      case PinMessage pin -> MessageRules.pin(state, pin, context);
      case AddMember add -> MembershipRules.add(state, add, context);
      case RemoveMember remove -> MembershipRules.remove(state, remove, context);
      case ChangeMemberRole change -> MembershipRules.change(state, change, context);
      case SetWriteRule set -> setWriteRule(state, set, context);
    };
  }

  @Override
  public Admission admit(ChatState state, Caller caller) {
    if (caller.isSystem()) {
      return Admission.as(TopicRole.SYSTEM);
    }
    if (state.classroom().isPresent()) {
      return new Admission.AskElsewhere(state.classroom().get());
    }
    if (!state.exists()) {
      return Admission.refuse(ChatRejection.NO_SUCH_CHAT);
    }
    ChatMember member = state.members().get(caller.user());
    // Who is not in it is not told that it is there.
    return member == null
        ? Admission.refuse(ChatRejection.NO_SUCH_CHAT)
        : Admission.as(member.role().topicRole());
  }

  /** Staff of the class moderate; pupils are members; who waits in the lobby waits here too. */
  @Override
  public Admission admitFrom(ChatState state, Caller caller, TopicRole roleThere) {
    return switch (roleThere.name()) {
      case "teacher", "assistant" -> Admission.as(ChatRole.MODERATOR.topicRole());
      case "pupil" -> Admission.as(ChatRole.MEMBER.topicRole());
      case "waiting" -> Admission.refuse(ChatRejection.WAITING_IN_LOBBY);
      default -> Admission.refuse(ChatRejection.NOT_A_MEMBER);
    };
  }

  @Override
  public Set<UserId> accessChanged(ChatEvent event) {
    return switch (event) {
      case MemberAdded(UserId user, _, _) -> Set.of(user);
      case MemberRemoved(UserId user) -> Set.of(user);
      case MemberRoleChanged(UserId user, _) -> Set.of(user);
      case ChatEvent.ChatCreated _,
          ChatEvent.MessagePosted _,
          ChatEvent.MessageEdited _,
          ChatEvent.MessageDeleted _,
          ChatEvent.MessageReacted _,
          ChatEvent.MessagesRead _,
          ChatEvent.MessagePinned _,
          WriteRuleSet _ ->
          Set.of();
    };
  }

  private static Decision<ChatEvent> setWriteRule(
      ChatState state, SetWriteRule set, Context context) {
    if (!isSystem(context)) {
      return Decision.reject(ChatRejection.SERVER_ONLY);
    }
    return set.write() == state.write()
        ? Decision.accept()
        : Decision.accept(new WriteRuleSet(set.write()));
  }

  static boolean isSystem(Context context) {
    return context.role().equals(TopicRole.SYSTEM);
  }

  static boolean isModerator(Context context) {
    return isSystem(context) || context.role().equals(ChatRole.MODERATOR.topicRole());
  }
}
