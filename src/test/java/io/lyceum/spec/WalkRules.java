package io.lyceum.spec;

import io.lyceum.core.Permission;
import io.lyceum.core.Permissions;
import io.lyceum.core.Role;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What everybody should be allowed in the walk, by the table of permissions and the kinds' words.
 */
final class WalkRules {
  /** Where the caller goes. */
  enum Place {
    OWN,
    OTHER_ROOM,
    OTHER_SCHOOL
  }

  /** Who in a topic may send a command; a command that is not here has no expectation. */
  private static final Map<String, Set<String>> SENDERS =
      Map.ofEntries(
          Map.entry("chat message:send", Set.of("moderator", "member")),
          Map.entry("chat message:edit", Set.of("moderator", "member")),
          Map.entry("chat message:delete", Set.of("moderator", "member")),
          Map.entry("chat message:react", Set.of("moderator", "member")),
          Map.entry("chat message:read", Set.of("moderator", "member")),
          Map.entry("chat message:pin", Set.of("moderator")),
          Map.entry("chat member:add", Set.of("moderator")),
          Map.entry("chat member:remove", Set.of("moderator")),
          Map.entry("chat member:role", Set.of("moderator")),
          Map.entry("class class:start", Set.of("teacher")),
          Map.entry("class class:end", Set.of("teacher")),
          Map.entry("class hand:raise", Set.of("pupil")),
          // Somebody else's hand, as the walk does.
          Map.entry("class hand:lower", Set.of("teacher")),
          Map.entry("class hand:accept", Set.of("teacher")),
          Map.entry("class member:mute", Set.of("teacher")),
          Map.entry("class member:spotlight", Set.of("teacher")),
          Map.entry("class member:admit", Set.of("teacher")),
          Map.entry("class breakout:open", Set.of("teacher")),
          Map.entry("class breakout:seat", Set.of("teacher")),
          Map.entry("class breakout:close", Set.of("teacher")),
          Map.entry("class breakout:announce", Set.of("teacher")),
          Map.entry("class help:ask", Set.of("pupil")),
          Map.entry("class help:answer", Set.of("teacher")),
          Map.entry("class lobby:admit", Set.of("teacher")),
          Map.entry("class member:deny", Set.of("teacher")),
          Map.entry("class member:sendback", Set.of("teacher")),
          Map.entry("class member:remove", Set.of("teacher")),
          Map.entry("class member:role", Set.of("teacher")),
          Map.entry("class rules:set", Set.of("teacher")),
          Map.entry("class screen:start", Set.of("teacher")),
          // Somebody else's screen, as the walk does.
          Map.entry("class screen:stop", Set.of("teacher")),
          Map.entry("class screen:permit", Set.of("teacher")),
          Map.entry("quiz quiz:open", Set.of("host")),
          Map.entry("quiz question:next", Set.of("host")),
          Map.entry("quiz question:close", Set.of("host")),
          Map.entry("quiz answer:submit", Set.of("pupil")),
          Map.entry("quiz quiz:finish", Set.of("host")),
          Map.entry("call call:answer", Set.of("member")),
          Map.entry("call call:reject", Set.of("member")),
          Map.entry("call call:join", Set.of("member")),
          Map.entry("call call:end", Set.of("member")),
          Map.entry("progress lesson:start", Set.of("learner")),
          Map.entry("progress lesson:watch", Set.of("learner")),
          Map.entry("progress lesson:complete", Set.of("learner")));

  /** Commands that make their topic: whose account lets them may, wherever they are sent. */
  private static final Map<String, Permission> MAKERS =
      Map.of("call call:initiate", Permission.PLACE_CALLS);

  /**
   * How somebody stands to a topic.
   *
   * @param in their role there; empty if they are not
   */
  record Standing(Role role, Optional<String> in) {
    boolean may(String kind, String type) {
      Permission making = MAKERS.get(kind + " " + type);
      return making == null
          ? in.filter(there -> maySend(kind, type, there)).isPresent()
          : Permissions.of(role).contains(making);
    }

    /** Whether they may know that there is such a topic. */
    boolean knows(String kind, String type) {
      return in.isPresent() || MAKERS.containsKey(kind + " " + type);
    }
  }

  private WalkRules() {}

  /** As what the holder of an account's role is in a topic of this kind; empty if not at all. */
  static Optional<String> roleIn(String kind, Place place, Role role) {
    return switch (place) {
      case OWN -> roleInOwn(kind, role);
      // The course has one teacher, whoever learns.
      case OTHER_ROOM ->
          kind.equals("progress") && role == Role.TEACHER
              ? Optional.of("teacher")
              : Optional.empty();
      case OTHER_SCHOOL -> Optional.empty();
    };
  }

  private static boolean maySend(String kind, String type, String roleInTopic) {
    Set<String> senders = SENDERS.get(kind + " " + type);
    if (senders == null) {
      throw new AssertionError("say in WalkRules who may send " + kind + " " + type);
    }
    return senders.contains(roleInTopic);
  }

  private static Optional<String> roleInOwn(String kind, Role role) {
    return switch (kind) {
      case "chat" -> staffOr(role, "moderator", Permission.OPEN_CHATS, "member");
      case "class" -> staffOr(role, "teacher", Permission.JOIN_CLASSES, "pupil");
      case "quiz" -> staffOr(role, "host", Permission.JOIN_QUIZZES, "pupil");
      case "progress" ->
          role == Role.STUDENT
              ? Optional.of("learner")
              : staffOr(role, "teacher", Permission.FOLLOW_CHILDREN, "guardian");
      case "call" ->
          role == Role.TEACHER || WalkSchool.CALLED.contains(role)
              ? Optional.of("member")
              : Optional.empty();
      case "inbox" -> role == Role.TEACHER ? Optional.of("owner") : Optional.empty();
      default -> throw new AssertionError("say in WalkRules who is in a topic of " + kind);
    };
  }

  private static Optional<String> staffOr(
      Role role, String staff, Permission permission, String others) {
    if (role == Role.TEACHER) {
      return Optional.of(staff);
    }
    return Permissions.of(role).contains(permission) ? Optional.of(others) : Optional.empty();
  }
}
