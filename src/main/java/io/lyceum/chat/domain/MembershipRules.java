package io.lyceum.chat.domain;

import io.lyceum.chat.domain.ChatCommand.AddMember;
import io.lyceum.chat.domain.ChatCommand.ChangeMemberRole;
import io.lyceum.chat.domain.ChatCommand.CreateChat;
import io.lyceum.chat.domain.ChatCommand.RemoveMember;
import io.lyceum.chat.domain.ChatEvent.ChatCreated;
import io.lyceum.chat.domain.ChatEvent.MemberAdded;
import io.lyceum.chat.domain.ChatEvent.MemberRemoved;
import io.lyceum.chat.domain.ChatEvent.MemberRoleChanged;
import io.lyceum.core.Context;
import io.lyceum.core.Decision;
import io.lyceum.core.Rejection;
import org.jspecify.annotations.Nullable;

/** Who is on a chat's list, and who may change it. */
final class MembershipRules {
  /** The list is part of every snapshot; a whole school has its own means. */
  static final int MAX_MEMBERS = 2000;

  private MembershipRules() {}

  static Decision<ChatEvent> create(ChatState state, CreateChat create, Context context) {
    if (!ChatDecider.isSystem(context)) {
      return Decision.reject(ChatRejection.SERVER_ONLY);
    }
    if (state.exists()) {
      return Decision.reject(ChatRejection.ALREADY_CREATED);
    }
    long people = create.members().stream().map(ChatMember::id).distinct().count();
    if (people != create.members().size()) {
      return Decision.reject(Rejection.invalid("members", "must not name a person twice"));
    }
    if (create.type() == ChatType.PRIVATE && people != 2) {
      return Decision.reject(
          Rejection.invalid("members", "must be exactly two people in a private chat"));
    }
    if (people < 1 || people > MAX_MEMBERS) {
      return Decision.reject(
          Rejection.invalid("members", "must be 1 to " + MAX_MEMBERS + " people"));
    }
    return Decision.accept(new ChatCreated(create.name(), create.type(), create.members()));
  }

  static Decision<ChatEvent> add(ChatState state, AddMember add, Context context) {
    ChatRejection fixed = whyFixed(state);
    if (fixed != null) {
      return Decision.reject(fixed);
    }
    if (!ChatDecider.isModerator(context)) {
      return Decision.reject(ChatRejection.MODERATORS_ONLY);
    }
    if (state.members().containsKey(add.user())) {
      return Decision.reject(ChatRejection.ALREADY_A_MEMBER);
    }
    if (state.members().size() >= MAX_MEMBERS) {
      return Decision.reject(ChatRejection.FULL);
    }
    ChatRole newcomer = state.is(ChatType.CHANNEL) ? ChatRole.READER : ChatRole.MEMBER;
    return Decision.accept(new MemberAdded(add.user(), add.name(), add.role().orElse(newcomer)));
  }

  /** A moderator removes anyone; everyone may leave. */
  static Decision<ChatEvent> remove(ChatState state, RemoveMember remove, Context context) {
    ChatRejection fixed = whyFixed(state);
    if (fixed != null) {
      return Decision.reject(fixed);
    }
    boolean leaves = remove.user().equals(context.caller().user());
    if (!leaves && !ChatDecider.isModerator(context)) {
      return Decision.reject(ChatRejection.MODERATORS_ONLY);
    }
    ChatMember member = state.members().get(remove.user());
    if (member == null) {
      return Decision.reject(ChatRejection.NO_SUCH_MEMBER);
    }
    return isLastModerator(state, member)
        ? Decision.reject(ChatRejection.LAST_MODERATOR)
        : Decision.accept(new MemberRemoved(remove.user()));
  }

  static Decision<ChatEvent> change(ChatState state, ChangeMemberRole change, Context context) {
    ChatRejection fixed = whyFixed(state);
    if (fixed != null) {
      return Decision.reject(fixed);
    }
    if (!ChatDecider.isModerator(context)) {
      return Decision.reject(ChatRejection.MODERATORS_ONLY);
    }
    ChatMember member = state.members().get(change.user());
    if (member == null) {
      return Decision.reject(ChatRejection.NO_SUCH_MEMBER);
    }
    if (member.role() == change.role()) {
      return Decision.accept();
    }
    return isLastModerator(state, member)
        ? Decision.reject(ChatRejection.LAST_MODERATOR)
        : Decision.accept(new MemberRoleChanged(change.user(), change.role()));
  }

  private static @Nullable ChatRejection whyFixed(ChatState state) {
    if (state.is(ChatType.CLASS)) {
      return ChatRejection.CLASS_DECIDES;
    }
    return state.is(ChatType.PRIVATE) ? ChatRejection.PRIVATE_IS_FOR_TWO : null;
  }

  private static boolean isLastModerator(ChatState state, ChatMember member) {
    return member.role() == ChatRole.MODERATOR
        && state.members().values().stream().filter(m -> m.role() == ChatRole.MODERATOR).count()
            == 1;
  }
}
