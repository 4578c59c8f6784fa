package io.lyceum.classroom.domain;

import io.lyceum.core.UserId;
import java.util.HashMap;
import java.util.Map;

/**
 * Who is heard and seen in a class: staff and the spotlit, while it runs. Who is muted has no
 * voice, and without the rule {@code microphones} no pupil has. A screen is sent by whoever shares
 * theirs. Everybody in the room listens. In a breakout room all send; who is in one has no part in
 * the class meanwhile.
 */
public final class MediaRules {
  private MediaRules() {}

  /** Everybody in the room with what they may send; nobody while the class is not running. */
  public static Map<UserId, SpeakingRight> rights(ClassroomState state) {
    Map<UserId, SpeakingRight> rights = new HashMap<>();
    if (state.isRunning()) {
      state
          .people()
          .forEach(
              (user, person) -> {
                if (person.isInside() && state.roomOf(user).isEmpty()) {
                  rights.put(user, of(person, state));
                }
              });
    }
    return rights;
  }

  private static SpeakingRight of(Participant person, ClassroomState state) {
    boolean staff = person.role().isStaff();
    boolean picture = staff || person.spotlit() || state.isRoom();
    boolean voice = picture && !person.muted() && (staff || state.rules().microphones());
    return new SpeakingRight(voice, picture, person.sharing());
  }

  /** Whether an event may take or give a right. Who comes in asks for theirs. */
  public static boolean mayChange(ClassroomEvent event) {
    return switch (event) {
      case ClassroomEvent.ClassStarted _,
          ClassroomEvent.ClassEnded _,
          ClassroomEvent.MemberLeft _,
          ClassroomEvent.MemberSentBack _,
          ClassroomEvent.MemberRemoved _,
          ClassroomEvent.MemberRoleChanged _,
          ClassroomEvent.MemberMuted _,
          ClassroomEvent.MemberSpotlighted _,
          ClassroomEvent.ScreenEvent _,
          ClassroomEvent.BreakoutEvent _,
          ClassroomEvent.RecordingStarted _,
          ClassroomEvent.RecordingStopped _,
          ClassroomEvent.RulesSet _ ->
          true;
      case ClassroomEvent.ClassCreated _,
          ClassroomEvent.MemberEnrolled _,
          ClassroomEvent.MemberJoined _,
          ClassroomEvent.LobbyEntered _,
          ClassroomEvent.LobbyLeft _,
          ClassroomEvent.MemberAdmitted _,
          ClassroomEvent.MemberDenied _,
          ClassroomEvent.HandRaised _,
          ClassroomEvent.HandLowered _,
          ClassroomEvent.QuizOpened _,
          ClassroomEvent.QuizClosed _ ->
          false;
    };
  }
}
