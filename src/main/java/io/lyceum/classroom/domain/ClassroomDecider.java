package io.lyceum.classroom.domain;

import io.lyceum.classroom.domain.ClassroomEvent.ClassCreated;
import io.lyceum.classroom.domain.ClassroomEvent.ClassEnded;
import io.lyceum.classroom.domain.ClassroomEvent.ClassStarted;
import io.lyceum.classroom.domain.ClassroomEvent.MemberAdmitted;
import io.lyceum.classroom.domain.ClassroomEvent.MemberEnrolled;
import io.lyceum.classroom.domain.ClassroomEvent.MemberRemoved;
import io.lyceum.classroom.domain.ClassroomEvent.MemberRoleChanged;
import io.lyceum.classroom.domain.ClassroomEvent.MemberSentBack;
import io.lyceum.classroom.domain.ClassroomEvent.RulesSet;
import io.lyceum.core.Admission;
import io.lyceum.core.Caller;
import io.lyceum.core.Context;
import io.lyceum.core.Decider;
import io.lyceum.core.Decision;
import io.lyceum.core.TopicId;
import io.lyceum.core.TopicRole;
import io.lyceum.core.UserId;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The rules of a class. Only its roster is admitted: an administrator's account opens no classroom,
 * there are children in it; a teacher enrols them like anyone else.
 */
public final class ClassroomDecider
    implements Decider<ClassroomState, ClassroomCommand, ClassroomEvent> {
  @Override
  public ClassroomState initial(TopicId topic) {
    return ClassroomState.INITIAL;
  }

  @Override
  public ClassroomState evolve(ClassroomState state, ClassroomEvent event) {
    return ClassroomEvolution.evolve(state, event);
  }

  @Override
  public Decision<ClassroomEvent> decide(
      ClassroomState state, ClassroomCommand command, Context context) {
    if (state.founding().isEmpty()
        && !(command instanceof ClassroomCommand.CreateClass)
        && !(command instanceof ClassroomCommand.ArrangeRoom)) {
      return Decision.reject(ClassroomRejection.NO_SUCH_CLASS);
    }
    if (context.role().equals(ClassroomRole.WAITING.topicRole())) {
      return Decision.reject(ClassroomRejection.STILL_WAITING);
    }
    return RoomRules.isForTheClass(state, command, context)
        ? Decision.reject(ClassroomRejection.IN_THE_CLASS_ONLY)
        : BreakoutRules.following(state, decided(state, command, context));
  }

  private static Decision<ClassroomEvent> decided(
      ClassroomState state, ClassroomCommand command, Context context) {
    return switch (command) {
      case ClassroomCommand.CreateClass create -> LessonRules.create(state, create, context);
      case ClassroomCommand.StartClass _ -> LessonRules.start(state, context);
      case ClassroomCommand.EndClass _ -> LessonRules.end(state, context);
      case ClassroomCommand.SetRules set -> LessonRules.setRules(state, set, context);
      case ClassroomCommand.AttachQuiz attach -> LessonRules.attach(state, attach, context);
      case ClassroomCommand.DetachQuiz detach -> LessonRules.detach(state, detach, context);
      case ClassroomCommand.StartRecording start -> RecordingRules.start(state, start, context);
      case ClassroomCommand.StopRecording stop -> RecordingRules.stop(state, stop, context);
      case ClassroomCommand.RaiseHand _ -> LessonRules.raiseHand(state, context);
      case ClassroomCommand.LowerHand lower -> LessonRules.lowerHand(state, lower, context);
      case ClassroomCommand.AcceptHand accept -> RosterRules.acceptHand(state, accept, context);
      case ClassroomCommand.ScreenCommand screen -> ScreenRules.decide(state, screen, context);
      case ClassroomCommand.EnrollMember enroll -> RosterRules.enroll(state, enroll, context);
      case ClassroomCommand.MuteMember mute -> RosterRules.mute(state, mute, context);
      case ClassroomCommand.SpotlightMember light -> RosterRules.spotlight(state, light, context);
      case ClassroomCommand.AdmitMember admit -> LobbyRules.admit(state, admit, context);
      case ClassroomCommand.AdmitAll _ -> LobbyRules.admitAll(state, context);
      case ClassroomCommand.DenyMember deny -> LobbyRules.deny(state, deny, context);
      case ClassroomCommand.SendBackMember back -> LobbyRules.sendBack(state, back, context);
      case ClassroomCommand.RemoveMember remove -> RosterRules.remove(state, remove, context);
      case ClassroomCommand.ArrangeRoom room -> RoomRules.arrange(state, room, context);
      case ClassroomCommand.BreakoutCommand ofRooms ->
          BreakoutRules.decide(state, ofRooms, context);
      case ClassroomCommand.ChangeMemberRole role -> RosterRules.changeRole(state, role, context);
    };
  }

  @Override
  public Admission admit(ClassroomState state, Caller caller) {
    if (caller.isSystem()) {
      return Admission.as(TopicRole.SYSTEM);
    }
    if (state.founding().isEmpty()) {
      return Admission.refuse(ClassroomRejection.NO_SUCH_CLASS);
    }
    Participant person = state.people().get(caller.user());
    return person == null
        ? Admission.refuse(ClassroomRejection.NOT_ENROLLED)
        : Admission.as(person.role().topicRole(), person.since());
  }

  /** When those in rooms come back. */
  @Override
  public Optional<Instant> alarm(ClassroomState state) {
    return state.breakout().map(Breakout::until);
  }

  @Override
  public Decision<ClassroomEvent> wake(ClassroomState state, Context context) {
    return BreakoutRules.wake(state, context);
  }

  @Override
  public Decision<ClassroomEvent> arrived(ClassroomState state, Context context) {
    return PresenceRules.arrived(state, context);
  }

  @Override
  public Decision<ClassroomEvent> left(ClassroomState state, Context context) {
    return PresenceRules.left(state, context);
  }

  @Override
  public Set<UserId> present(ClassroomState state) {
    return state.people().entrySet().stream()
        .filter(person -> person.getValue().here())
        .map(Map.Entry::getKey)
        .collect(Collectors.toUnmodifiableSet());
  }

  @Override
  public Set<UserId> accessChanged(ClassroomEvent event) {
    return switch (event) {
      case MemberEnrolled enrolled -> Set.of(enrolled.user());
      case MemberAdmitted admitted -> Set.of(admitted.user());
      case ClassroomEvent.MemberDenied denied -> Set.of(denied.user());
      case MemberSentBack sentBack -> Set.of(sentBack.user());
      case MemberRemoved removed -> Set.of(removed.user());
      case MemberRoleChanged changed -> Set.of(changed.user());
      case RulesSet set -> Set.copyOf(set.moved());
      case ClassCreated _,
          ClassStarted _,
          ClassEnded _,
          ClassroomEvent.MemberJoined _,
          ClassroomEvent.MemberLeft _,
          ClassroomEvent.LobbyEntered _,
          ClassroomEvent.LobbyLeft _,
          ClassroomEvent.HandRaised _,
          ClassroomEvent.HandLowered _,
          ClassroomEvent.MemberMuted _,
          ClassroomEvent.MemberSpotlighted _,
          ClassroomEvent.ScreenEvent _,
          ClassroomEvent.BreakoutEvent _,
          ClassroomEvent.QuizOpened _,
          ClassroomEvent.QuizClosed _,
          ClassroomEvent.RecordingStarted _,
          ClassroomEvent.RecordingStopped _ ->
          Set.of();
    };
  }

  static boolean isSystem(Context context) {
    return context.role().equals(TopicRole.SYSTEM);
  }

  /** The server may do what the teacher may. */
  static boolean isTeacher(Context context) {
    return isSystem(context) || context.role().equals(ClassroomRole.TEACHER.topicRole());
  }

  static boolean isStaff(Context context) {
    return isTeacher(context) || context.role().equals(ClassroomRole.ASSISTANT.topicRole());
  }
}
