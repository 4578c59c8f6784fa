package io.lyceum.classroom.domain;

import io.lyceum.core.UserId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What may be asked of a class. */
public sealed interface ClassroomCommand {
  /**
   * Only from the server.
   *
   * @param lobby newcomers wait from the first one on
   */
  record CreateClass(
      String title, String code, Optional<String> courseId, Teacher teacher, boolean lobby)
      implements ClassroomCommand {}

  record StartClass() implements ClassroomCommand {}

  record EndClass() implements ClassroomCommand {}

  /** Only from the server, for who has shown the code. Enrolling twice changes nothing. */
  record EnrollMember(UserId user, String name) implements ClassroomCommand {}

  record RaiseHand() implements ClassroomCommand {}

  /**
   * @param user whose hand; empty: the caller's own
   */
  record LowerHand(Optional<UserId> user) implements ClassroomCommand {}

  /** Gives the word to somebody who raised a hand: it goes down, they are in the spotlight. */
  record AcceptHand(UserId user) implements ClassroomCommand {}

  record MuteMember(UserId user, boolean muted) implements ClassroomCommand {}

  record SpotlightMember(UserId user, boolean on) implements ClassroomCommand {}

  /** Lets someone in from the lobby; also beforehand, when they have not come yet. */
  record AdmitMember(UserId user) implements ClassroomCommand {}

  /** Lets in all who are in the lobby now; who comes later waits. */
  record AdmitAll() implements ClassroomCommand {}

  /** Turns someone in the lobby away, off the roster: with the code they may ask once more. */
  record DenyMember(UserId user) implements ClassroomCommand {}

  /** Back to the lobby, until admitted again. */
  record SendBackMember(UserId user) implements ClassroomCommand {}

  /** Off the roster; they come back only when enrolled again. */
  record RemoveMember(UserId user) implements ClassroomCommand {}

  /**
   * @param role assistant or pupil
   */
  record ChangeMemberRole(UserId user, ClassroomRole role) implements ClassroomCommand {}

  /** What is empty stays as it is. */
  record SetRules(
      Optional<Boolean> chat,
      Optional<Boolean> hands,
      Optional<Boolean> microphones,
      Optional<Boolean> lobby,
      Optional<Boolean> manyScreens)
      implements ClassroomCommand {}

  /** About whose screen the class is shown. */
  sealed interface ScreenCommand extends ClassroomCommand {}

  record StartScreen() implements ScreenCommand {}

  /**
   * @param user whose screen; empty: the caller's own
   */
  record StopScreen(Optional<UserId> user) implements ScreenCommand {}

  /** A pupil may share their screen without being in the spotlight, or may no longer. */
  record PermitScreen(UserId user, boolean on) implements ScreenCommand {}

  /**
   * Only from the server, which knows whether the school allows it.
   *
   * @param by its teacher
   */
  record StartRecording(UserId by, boolean pupils) implements ClassroomCommand {}

  /** Only from the server. */
  record StopRecording(UserId by) implements ClassroomCommand {}

  /**
   * Only from the server, to a room: it is made if it is not there, and has these people from now
   * on, beside the teacher. Arranging it twice changes nothing.
   */
  record ArrangeRoom(RoomOf of, String title, Teacher teacher, List<RoomPerson> people)
      implements ClassroomCommand {}

  /** What is asked of a class that is split into rooms, or is to be. */
  sealed interface BreakoutCommand extends ClassroomCommand {
    /**
     * Splits the class for a time.
     *
     * @param rooms how many
     * @param seats who goes where
     * @param deal the other pupils who are there are dealt out by chance; else they stay
     */
    record OpenBreakout(int rooms, Duration time, List<Seat> seats, boolean deal)
        implements BreakoutCommand {}

    /**
     * @param room empty: back into the class
     */
    record SeatMember(UserId user, Optional<Integer> room) implements BreakoutCommand {}

    /** Everybody comes back now. */
    record CloseBreakout() implements BreakoutCommand {}

    /** Said in all rooms. */
    record AnnounceToRooms(String text) implements BreakoutCommand {}

    /** A pupil asks the teacher into their room. */
    record AskForHelp() implements BreakoutCommand {}

    /** Somebody goes there. */
    record AnswerHelp(int room) implements BreakoutCommand {}
  }

  /** Only from the server: a quiz was opened in this class. */
  record AttachQuiz(AttachedQuiz quiz) implements ClassroomCommand {}

  /** Only from the server: a quiz was closed. */
  record DetachQuiz(String quiz) implements ClassroomCommand {}
}
