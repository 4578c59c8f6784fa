package io.lyceum.classroom;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lyceum.classroom.domain.ClassroomEvent;
import io.lyceum.classroom.domain.ClassroomEvent.BreakoutEvent;
import io.lyceum.classroom.domain.ClassroomState;
import io.lyceum.platform.json.JournalCodec;
import io.lyceum.platform.personal.Personal;

/**
 * The stored names of a class's events, promises, never to be changed; and what in them is whose.
 */
final class ClassroomJournal {
  private static final Personal FOUNDING =
      Personal.of("founding.teacher.id").name("founding.teacher.name");
  private static final Personal.Of USER = Personal.of("user").name("name");
  private static final Personal STATE =
      Personal.all(
          FOUNDING,
          Personal.keyed("people", Personal.theirs().name("name")),
          Personal.keyed("attendance", Personal.theirs().name("name")),
          Personal.each("hands", USER),
          Personal.each("breakout.help", USER));

  private ClassroomJournal() {}

  static JournalCodec<ClassroomState, ClassroomEvent> codec() {
    return JournalCodec.<ClassroomState, ClassroomEvent>of("class.state", 2, ClassroomState.class)
        .personal(STATE)
        .event("class.created", 1, ClassroomEvent.ClassCreated.class, FOUNDING)
        .event("class.started", 1, ClassroomEvent.ClassStarted.class)
        .event("class.ended", 1, ClassroomEvent.ClassEnded.class)
        .event("class.member-enrolled", 1, ClassroomEvent.MemberEnrolled.class, USER)
        .event("class.member-joined", 1, ClassroomEvent.MemberJoined.class, USER)
        .event("class.member-left", 1, ClassroomEvent.MemberLeft.class)
        .event("class.lobby-entered", 1, ClassroomEvent.LobbyEntered.class, USER)
        .event("class.lobby-left", 1, ClassroomEvent.LobbyLeft.class)
        .event("class.member-admitted", 1, ClassroomEvent.MemberAdmitted.class)
        .event("class.member-denied", 1, ClassroomEvent.MemberDenied.class)
        .event("class.member-sent-back", 1, ClassroomEvent.MemberSentBack.class)
        .event("class.member-removed", 1, ClassroomEvent.MemberRemoved.class)
        .event("class.member-role-changed", 1, ClassroomEvent.MemberRoleChanged.class)
        .event("class.hand-raised", 1, ClassroomEvent.HandRaised.class, USER)
        .event("class.hand-lowered", 1, ClassroomEvent.HandLowered.class)
        .event("class.member-muted", 1, ClassroomEvent.MemberMuted.class)
        .event("class.member-spotlighted", 1, ClassroomEvent.MemberSpotlighted.class)
        .event("class.rules-set", 2, ClassroomEvent.RulesSet.class)
        .upcast("class.rules-set", 1, ClassroomJournal::withOneScreen)
        .event("class.screen-started", 1, ClassroomEvent.ScreenStarted.class)
        .event("class.screen-stopped", 1, ClassroomEvent.ScreenStopped.class)
        .event("class.screen-permitted", 1, ClassroomEvent.ScreenPermitted.class)
        .event("class.breakout-opened", 1, BreakoutEvent.BreakoutOpened.class)
        .event("class.member-seated", 1, BreakoutEvent.MemberSeated.class)
        .event("class.breakout-closed", 1, BreakoutEvent.BreakoutClosed.class)
        .event("class.rooms-announced", 1, BreakoutEvent.RoomsAnnounced.class, USER.text("text"))
        .event("class.help-asked", 1, BreakoutEvent.HelpAsked.class, USER)
        .event("class.help-answered", 1, BreakoutEvent.HelpAnswered.class)
        .event("class.quiz-opened", 1, ClassroomEvent.QuizOpened.class)
        .event("class.quiz-closed", 1, ClassroomEvent.QuizClosed.class)
        .event("class.recording-started", 1, ClassroomEvent.RecordingStarted.class)
        .event("class.recording-stopped", 1, ClassroomEvent.RecordingStopped.class);
  }

  /** Before there were screens, none were shown at the same time. */
  private static ObjectNode withOneScreen(ObjectNode rulesSet) {
    rulesSet.withObject("/rules").put("manyScreens", false);
    return rulesSet;
  }
}
