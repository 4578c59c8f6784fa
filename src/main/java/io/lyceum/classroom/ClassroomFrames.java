package io.lyceum.classroom;

import io.lyceum.classroom.domain.AttachedQuiz;
import io.lyceum.classroom.domain.ClassroomCommand;
import io.lyceum.classroom.domain.ClassroomEvent;
import io.lyceum.classroom.domain.ClassroomEvent.ClassCreated;
import io.lyceum.classroom.domain.ClassroomEvent.ClassEnded;
import io.lyceum.classroom.domain.ClassroomEvent.ClassStarted;
import io.lyceum.classroom.domain.ClassroomEvent.HandLowered;
import io.lyceum.classroom.domain.ClassroomEvent.HandRaised;
import io.lyceum.classroom.domain.ClassroomEvent.LobbyEntered;
import io.lyceum.classroom.domain.ClassroomEvent.LobbyLeft;
import io.lyceum.classroom.domain.ClassroomEvent.MemberAdmitted;
import io.lyceum.classroom.domain.ClassroomEvent.MemberEnrolled;
import io.lyceum.classroom.domain.ClassroomEvent.MemberJoined;
import io.lyceum.classroom.domain.ClassroomEvent.MemberLeft;
import io.lyceum.classroom.domain.ClassroomEvent.MemberMuted;
import io.lyceum.classroom.domain.ClassroomEvent.MemberRemoved;
import io.lyceum.classroom.domain.ClassroomEvent.MemberRoleChanged;
import io.lyceum.classroom.domain.ClassroomEvent.MemberSentBack;
import io.lyceum.classroom.domain.ClassroomEvent.MemberSpotlighted;
import io.lyceum.classroom.domain.ClassroomEvent.QuizClosed;
import io.lyceum.classroom.domain.ClassroomEvent.QuizOpened;
import io.lyceum.classroom.domain.ClassroomEvent.RecordingStarted;
import io.lyceum.classroom.domain.ClassroomEvent.RecordingStopped;
import io.lyceum.classroom.domain.ClassroomEvent.RulesSet;
import io.lyceum.classroom.domain.ClassroomEvent.ScreenPermitted;
import io.lyceum.classroom.domain.ClassroomEvent.ScreenStarted;
import io.lyceum.classroom.domain.ClassroomEvent.ScreenStopped;
import io.lyceum.classroom.domain.ClassroomRejection;
import io.lyceum.classroom.domain.ClassroomRole;
import io.lyceum.classroom.domain.ClassroomState;
import io.lyceum.classroom.domain.Founding;
import io.lyceum.core.Decision;
import io.lyceum.core.TopicRole;
import io.lyceum.core.UserId;
import io.lyceum.core.Viewer;
import io.lyceum.media.MediaPlan;
import io.lyceum.media.relay.IceRoutes;
import io.lyceum.platform.json.Fields;
import io.lyceum.topic.Audience;
import io.lyceum.topic.CommandTable;
import io.lyceum.topic.Relay;
import io.lyceum.topic.TopicFrames;
import io.lyceum.topic.View;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The wire of a class. Those inside see the class; those in the lobby see only that it starts and
 * ends, or that they are turned away; the lobby itself and the code are shown to staff alone.
 */
final class ClassroomFrames
    implements TopicFrames<ClassroomState, ClassroomCommand, ClassroomEvent> {
  private static final TopicRole TEACHER = ClassroomRole.TEACHER.topicRole();
  private static final TopicRole ASSISTANT = ClassroomRole.ASSISTANT.topicRole();
  static final TopicRole PUPIL = ClassroomRole.PUPIL.topicRole();
  private static final TopicRole WAITING = ClassroomRole.WAITING.topicRole();
  static final Audience STAFF = Audience.roles(TEACHER, ASSISTANT);
  static final Audience INSIDE = Audience.roles(TEACHER, ASSISTANT, PUPIL);

  private final CommandTable<ClassroomCommand> commands = ClassroomCommands.table();
  private final InstantSource clock;
  private final boolean media;

  /**
   * @param media whether classes have picture and voice
   */
  ClassroomFrames(InstantSource clock, boolean media) {
    this.clock = clock;
    this.media = media;
  }

  @Override
  public CommandTable<ClassroomCommand> commands() {
    return commands;
  }

  @Override
  public List<View> views(ClassroomEvent event) {
    return switch (event) {
      case ClassroomEvent.BreakoutEvent ofRooms -> BreakoutFrames.views(ofRooms);
      // Who is turned away learns it, which is all they ever learn of the class.
      case ClassroomEvent.MemberDenied(UserId user) ->
          List.of(
              view(event), View.to(Audience.users(user), "member:denied", Map.of("user", user)));
      case ClassroomEvent other -> List.of(view(other));
    };
  }

  private static View view(ClassroomEvent event) {
    return switch (event) {
      case ClassCreated(Founding founding, _) ->
          inside("class:created", Map.of("title", founding.title(), "teacher", founding.teacher()));
      case ClassStarted _ -> View.toAll("class:started", Map.of());
      case ClassEnded _ -> View.toAll("class:ended", Map.of());
      case MemberEnrolled(UserId user, String name, _, _) ->
          inside("member:enrolled", Map.of("user", user, "name", name));
      case MemberJoined(UserId user, String name, ClassroomRole role, _) ->
          inside("member:joined", Map.of("user", user, "name", name, "role", role.topicRole()));
      case MemberLeft(UserId user, _) -> inside("member:left", Map.of("user", user));
      case LobbyEntered(UserId user, String name) ->
          View.to(STAFF, "member:waiting", Map.of("user", user, "name", name));
      case LobbyLeft(UserId user) -> View.to(STAFF, "member:left", Map.of("user", user));
      case MemberAdmitted(UserId user, _) -> inside("member:admitted", Map.of("user", user));
      case ClassroomEvent.MemberDenied(UserId user) ->
          inside("member:denied", Map.of("user", user));
      case MemberSentBack(UserId user, _, _) -> inside("member:sentback", Map.of("user", user));
      case MemberRemoved(UserId user, _) -> inside("member:removed", Map.of("user", user));
      case MemberRoleChanged(UserId user, ClassroomRole role, _) ->
          inside("member:role", Map.of("user", user, "role", role.topicRole()));
      case HandRaised(UserId user, String name, _) ->
          inside("hand:raised", Map.of("user", user, "name", name));
      case HandLowered(UserId user) -> inside("hand:lowered", Map.of("user", user));
      case MemberMuted(UserId user, boolean muted) ->
          inside("member:muted", Map.of("user", user, "muted", muted));
      case MemberSpotlighted(UserId user, boolean on) ->
          inside("member:spotlighted", Map.of("user", user, "on", on));
      case RulesSet set -> inside("rules:set", set.rules());
      case ScreenStarted(UserId user, _) -> inside("screen:started", Map.of("user", user));
      case ScreenStopped(UserId user) -> inside("screen:stopped", Map.of("user", user));
      case ScreenPermitted(UserId user, boolean on) ->
          inside("screen:permitted", Map.of("user", user, "on", on));
      case ClassroomEvent.BreakoutEvent ofRooms -> BreakoutFrames.views(ofRooms).getFirst();
      case QuizOpened(AttachedQuiz(String id, String title)) ->
          inside("quiz:opened", Map.of("quiz", id, "title", title));
      case RecordingStarted(UserId by, boolean pupils, _) ->
          inside("recording:started", Map.of("by", by, "pupils", pupils));
      case RecordingStopped(UserId by, _) -> inside("recording:stopped", Map.of("by", by));
      case QuizClosed(String quiz) -> inside("quiz:closed", Map.of("quiz", quiz));
    };
  }

  @Override
  public Object snapshot(ClassroomState state, Viewer viewer) {
    return viewer.role().equals(WAITING)
        ? ClassroomSnapshots.ofLobby(state)
        : ClassroomSnapshots.of(state, viewer, media);
  }

  @Override
  public Relay signal(ClassroomState state, Viewer from, String type, Fields data) {
    return ClassroomMedia.signal(state, from, type, data, media);
  }

  /**
   * {@code attendance}, for staff; {@code span}, from when to when it runs; {@code recording}, for
   * those inside; the plans for picture and voice and for rooms, for the server; whether there is
   * picture and voice, for whoever asks.
   */
  @Override
  public Optional<Decision<Object>> report(ClassroomState state, String name, Viewer viewer) {
    if (name.equals(MediaPlan.REPORT) && viewer.role().equals(TopicRole.SYSTEM)) {
      return Optional.of(Decision.accept(ClassroomMedia.plan(state)));
    }
    if (name.equals(IceRoutes.REPORT)) {
      return Optional.of(ClassroomMedia.live(state, viewer, media));
    }
    if (name.equals(ClassroomTopic.RECORDING)) {
      return Optional.of(ClassroomSnapshots.recording(state, viewer));
    }
    if (name.equals(ClassroomTopic.SPAN)) {
      return Optional.of(ClassroomSnapshots.span(state));
    }
    if (name.equals(BreakoutPlan.REPORT) && viewer.role().equals(TopicRole.SYSTEM)) {
      return Optional.of(Decision.accept(BreakoutPlan.of(state)));
    }
    if (!name.equals("attendance")) {
      return Optional.empty();
    }
    if (state.founding().isEmpty()) {
      return Optional.of(Decision.reject(ClassroomRejection.NO_SUCH_CLASS));
    }
    return Optional.of(
        isStaff(viewer)
            ? Decision.accept(ClassroomSnapshots.attendance(state, clock.instant()))
            : Decision.reject(ClassroomRejection.STAFF_ONLY));
  }

  @Override
  public boolean showsPresence(TopicRole role) {
    return !role.equals(WAITING);
  }

  private static View inside(String type, Object data) {
    return View.to(INSIDE, type, data);
  }

  static boolean isStaff(Viewer viewer) {
    return STAFF.includes(viewer) || viewer.role().equals(TopicRole.SYSTEM);
  }
}
