package io.lyceum.classroom.domain;

import io.lyceum.core.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.pcollections.PMap;

/**
 * What has happened in a class. Where an event gives someone a role, {@code seq} is the event's own
 * number: from there on they see the class in that role.
 */
public sealed interface ClassroomEvent {
  record ClassCreated(Founding founding, Instant at) implements ClassroomEvent {}

  record ClassStarted(Instant at) implements ClassroomEvent {}

  record ClassEnded(Instant at) implements ClassroomEvent {}

  /**
   * @param waiting the lobby was on
   */
  record MemberEnrolled(UserId user, String name, boolean waiting, long seq)
      implements ClassroomEvent {}

  /** Came into the room. */
  record MemberJoined(UserId user, String name, ClassroomRole role, Instant at)
      implements ClassroomEvent {}

  /**
   * Left the room.
   *
   * @param at when they were last seen
   */
  record MemberLeft(UserId user, Instant at) implements ClassroomEvent {}

  /** Came into the lobby. */
  record LobbyEntered(UserId user, String name) implements ClassroomEvent {}

  /** Went away without having been let in. */
  record LobbyLeft(UserId user) implements ClassroomEvent {}

  record MemberAdmitted(UserId user, long seq) implements ClassroomEvent {}

  /** Turned away from the lobby. */
  record MemberDenied(UserId user) implements ClassroomEvent {}

  record MemberSentBack(UserId user, long seq, Instant at) implements ClassroomEvent {}

  record MemberRemoved(UserId user, Instant at) implements ClassroomEvent {}

  record MemberRoleChanged(UserId user, ClassroomRole role, long seq) implements ClassroomEvent {}

  record HandRaised(UserId user, String name, Instant at) implements ClassroomEvent {}

  record HandLowered(UserId user) implements ClassroomEvent {}

  record MemberMuted(UserId user, boolean muted) implements ClassroomEvent {}

  record MemberSpotlighted(UserId user, boolean on) implements ClassroomEvent {}

  /**
   * All rules at once.
   *
   * @param moved whom the lobby lets in now that it is off, or holds from now on: those who were
   *     never in the room
   */
  record RulesSet(ClassroomRules rules, List<UserId> moved, long seq) implements ClassroomEvent {}

  /** Whose screen the class is shown. */
  sealed interface ScreenEvent extends ClassroomEvent {
    UserId user();
  }

  record ScreenStarted(UserId user, Instant at) implements ScreenEvent {}

  record ScreenStopped(UserId user) implements ScreenEvent {}

  record ScreenPermitted(UserId user, boolean on) implements ScreenEvent {}

  /** Of the rooms into which a class is split for a time. */
  sealed interface BreakoutEvent extends ClassroomEvent {
    record BreakoutOpened(List<BreakoutRoom> rooms, Instant until, PMap<UserId, Integer> seats)
        implements BreakoutEvent {}

    /**
     * @param room empty: is in the class again
     */
    record MemberSeated(UserId user, Optional<Integer> room) implements BreakoutEvent {}

    /** Everybody is in the class again. */
    record BreakoutClosed(List<BreakoutRoom> rooms) implements BreakoutEvent {}

    record RoomsAnnounced(UserId user, String name, String text) implements BreakoutEvent {}

    record HelpAsked(int room, UserId user, String name, Instant at) implements BreakoutEvent {}

    /**
     * @param user who had asked
     */
    record HelpAnswered(int room, UserId user) implements BreakoutEvent {}
  }

  record QuizOpened(AttachedQuiz quiz) implements ClassroomEvent {}

  record QuizClosed(String quiz) implements ClassroomEvent {}

  /**
   * What people send is recorded from now on.
   *
   * @param pupils of pupils, too
   */
  record RecordingStarted(UserId by, boolean pupils, Instant at) implements ClassroomEvent {}

  record RecordingStopped(UserId by, Instant at) implements ClassroomEvent {}
}
