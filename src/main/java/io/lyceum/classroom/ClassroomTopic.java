package io.lyceum.classroom;

import io.lyceum.classroom.domain.ClassroomCommand;
import io.lyceum.classroom.domain.ClassroomDecider;
import io.lyceum.classroom.domain.ClassroomEvent;
import io.lyceum.classroom.domain.ClassroomEvent.BreakoutEvent;
import io.lyceum.classroom.domain.ClassroomState;
import io.lyceum.platform.http.ApiRoutes;
import io.lyceum.platform.json.JournalCodec;
import io.lyceum.platform.privacy.Expiry;
import io.lyceum.platform.privacy.PersonalData;
import io.lyceum.platform.projection.Projection;
import io.lyceum.platform.projection.StoredEvent;
import io.lyceum.topic.Audited;
import io.lyceum.topic.LiveKind;
import io.lyceum.topic.TopicKind;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** The one public door of the class kind. */
public final class ClassroomTopic implements LiveKind {
  public static final String NAME = "class";

  /** The report that says from when to when the class runs. */
  public static final String SPAN = "span";

  /** The report that says whether the class is being recorded. */
  public static final String RECORDING = "recording";

  private static final JournalCodec<ClassroomState, ClassroomEvent> JOURNAL =
      ClassroomJournal.codec();

  private final boolean media;

  public ClassroomTopic() {
    this(false);
  }

  /**
   * @param media whether there is a media server, so that classes have picture and voice
   */
  public ClassroomTopic(boolean media) {
    this.media = media;
  }

  @Override
  public TopicKind<ClassroomState, ClassroomCommand, ClassroomEvent> topic() {
    return kind(InstantSource.system(), media);
  }

  @Override
  public List<ApiRoutes> routes(Resources with) {
    return List.of(
        new ClassroomRoutes(
            with.authentication(), with.topics(), with.database(), InstantSource.system()));
  }

  @Override
  public Optional<Audited> audited(StoredEvent event) {
    return Optional.ofNullable(
        switch (journal().read(event.manifest(), event.data())) {
          case ClassroomEvent.ClassStarted _ -> Audited.of("class.started", null);
          case ClassroomEvent.ClassEnded _ -> Audited.of("class.ended", null);
          case ClassroomEvent.MemberAdmitted(var user, _) ->
              Audited.of("class.member-admitted", user.value());
          case ClassroomEvent.MemberDenied(var user) ->
              Audited.of("class.member-denied", user.value());
          case ClassroomEvent.MemberSentBack(var user, _, _) ->
              Audited.of("class.member-sent-back", user.value());
          case ClassroomEvent.MemberRemoved(var user, _) ->
              Audited.of("class.member-removed", user.value());
          case ClassroomEvent.MemberRoleChanged(var user, var role, _) ->
              new Audited("class.role-changed", user.value(), role.topicRole().name());
          case ClassroomEvent.MemberMuted(var user, boolean muted) ->
              Audited.of(muted ? "class.member-muted" : "class.member-unmuted", user.value());
          case ClassroomEvent.RulesSet _ -> Audited.of("class.rules-set", null);
          case ClassroomEvent.ScreenPermitted(var user, boolean on) ->
              Audited.of(on ? "class.screen-permitted" : "class.screen-withdrawn", user.value());
          case ClassroomEvent.RecordingStarted started ->
              new Audited("class.recording-started", null, started.pupils() ? "all" : "staff");
          case ClassroomEvent.RecordingStopped _ -> Audited.of("class.recording-stopped", null);
          case BreakoutEvent.BreakoutOpened _ -> Audited.of("class.breakout-opened", null);
          case BreakoutEvent.BreakoutClosed _ -> Audited.of("class.breakout-closed", null);
          case BreakoutEvent.MemberSeated(var user, _) ->
              Audited.of("class.member-seated", user.value());
          case BreakoutEvent.RoomsAnnounced _,
              BreakoutEvent.HelpAsked _,
              BreakoutEvent.HelpAnswered _,
              ClassroomEvent.ClassCreated _,
              ClassroomEvent.MemberEnrolled _,
              ClassroomEvent.MemberJoined _,
              ClassroomEvent.MemberLeft _,
              ClassroomEvent.LobbyEntered _,
              ClassroomEvent.LobbyLeft _,
              ClassroomEvent.HandRaised _,
              ClassroomEvent.HandLowered _,
              ClassroomEvent.MemberSpotlighted _,
              ClassroomEvent.ScreenStarted _,
              ClassroomEvent.ScreenStopped _,
              ClassroomEvent.QuizOpened _,
              ClassroomEvent.QuizClosed _ ->
              null;
        });
  }

  @Override
  public List<Projection> projections() {
    return List.of(new ClassroomHistoryProjection());
  }

  @Override
  public List<Expiry> expiries(Resources with) {
    return List.of(new ClassroomExpiry(with.topics(), with.database()));
  }

  @Override
  public List<PersonalData> personalData() {
    return List.of(new ClassroomPersonalData());
  }

  public static TopicKind<ClassroomState, ClassroomCommand, ClassroomEvent> kind() {
    return kind(InstantSource.system());
  }

  /**
   * @param clock until when the attendance of those who are still in is counted
   */
  public static TopicKind<ClassroomState, ClassroomCommand, ClassroomEvent> kind(
      InstantSource clock) {
    return kind(clock, false);
  }

  private static TopicKind<ClassroomState, ClassroomCommand, ClassroomEvent> kind(
      InstantSource clock, boolean media) {
    return new TopicKind<>(
        NAME, new ClassroomDecider(), new ClassroomFrames(clock, media), journal());
  }

  /** The stored form, for projections and flows. */
  public static JournalCodec<ClassroomState, ClassroomEvent> journal() {
    return JOURNAL;
  }
}
