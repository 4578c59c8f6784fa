package io.lyceum.classroom.recording;

import io.lyceum.classroom.ClassroomTopic;
import io.lyceum.core.Caller;
import io.lyceum.core.ErrorCode;
import io.lyceum.core.TopicId;
import io.lyceum.core.UserId;
import io.lyceum.identity.school.RecordingRule;
import io.lyceum.media.recording.FileSeal;
import io.lyceum.media.recording.Part;
import io.lyceum.media.recording.PartHistory;
import io.lyceum.media.recording.PartState;
import io.lyceum.media.recording.RecordingSettings;
import io.lyceum.platform.database.Database;
import io.lyceum.platform.http.Refusal;
import io.lyceum.platform.json.Json;
import io.lyceum.topic.Topics;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Begins and ends recordings, and tells those in a class what there is. */
final class RecordingDesk {
  /** Since when a class is recorded, and of whom. */
  record Running(Instant since, boolean pupils) {}

  /** What the class says of itself to somebody. */
  record Report(String role, @Nullable Instant startedAt, @Nullable Running recording) {}

  /**
   * The recording of a class.
   *
   * @param allowed what the school allows
   * @param state {@code none}, or how far all of it is
   */
  record Listed(
      String allowed,
      String state,
      @Nullable Instant startedAt,
      @Nullable Running recording,
      List<Entry> parts) {}

  /**
   * A part; without an address until it has a file.
   *
   * @param offset milliseconds from the class's beginning to its own
   * @param reason why there is no file; for staff
   */
  record Entry(
      String id,
      UserId user,
      String state,
      long offset,
      @Nullable Long length,
      @Nullable String type,
      @Nullable Long size,
      @Nullable String url,
      @Nullable String reason) {}

  private final Topics topics;
  private final Database database;
  private final RecordingSettings settings;
  private final InstantSource clock;

  RecordingDesk(Topics topics, Database database, RecordingSettings settings, InstantSource clock) {
    this.topics = topics;
    this.database = database;
    this.settings = settings;
    this.clock = clock;
  }

  CompletionStage<Listed> look(TopicId lesson, Caller caller) {
    return topics
        .report(lesson, caller, ClassroomTopic.RECORDING)
        .thenApply(report -> Json.MAPPER.convertValue(report, Report.class))
        .thenCompose(
            report ->
                database.transaction(
                    lesson.school(),
                    handle ->
                        listed(
                            lesson,
                            report,
                            allowed(RecordingRule.of(handle, lesson.school())),
                            PartHistory.of(handle, lesson))));
  }

  /** Fails with {@code forbidden} where the school does not allow it. */
  CompletionStage<Listed> set(TopicId lesson, Caller caller, boolean on) {
    Caller server = Caller.system(lesson.school());
    String by = caller.user().value();
    // First as the caller: who is not in the class is told that, whatever the school allows.
    return topics
        .report(lesson, caller, ClassroomTopic.RECORDING)
        .thenCompose(_ -> rule(lesson))
        .thenCompose(
            rule -> {
              if (on && allowed(rule) == RecordingRule.OFF) {
                return CompletableFuture.<Long>failedStage(
                    Refusal.of(ErrorCode.FORBIDDEN, "Classes of this school are not recorded."));
              }
              return on
                  ? topics.tell(
                      lesson,
                      server,
                      "recording:start",
                      Map.of("by", by, "pupils", rule == RecordingRule.ALL))
                  : topics.tell(lesson, server, "recording:stop", Map.of("by", by));
            })
        .thenCompose(_ -> look(lesson, caller));
  }

  /** The part a sealed address is of; empty when the seal is none of ours, or not any more. */
  CompletionStage<Optional<Part>> file(TopicId lesson, UUID id, Instant until, String seal) {
    return database.transaction(
        lesson.school(),
        handle ->
            PartHistory.ready(handle, lesson, id)
                .filter(part -> FileSeal.holds(part, until, seal, clock.instant())));
  }

  private CompletionStage<RecordingRule> rule(TopicId lesson) {
    return database.statement(lesson.school(), handle -> RecordingRule.of(handle, lesson.school()));
  }

  /** Without a spool nothing is recorded, whatever a school allows. */
  private RecordingRule allowed(RecordingRule rule) {
    return settings.isOn() ? rule : RecordingRule.OFF;
  }

  private Listed listed(TopicId lesson, Report report, RecordingRule allowed, List<Part> parts) {
    boolean staff = !report.role().equals("pupil");
    Instant until = clock.instant().plus(settings.linkLifetime());
    Instant began = report.startedAt() == null ? clock.instant() : report.startedAt();
    return new Listed(
        allowed.wire(),
        state(report, parts),
        report.startedAt(),
        report.recording(),
        parts.stream().map(part -> entry(lesson, part, began, until, staff)).toList());
  }

  private static String state(Report report, List<Part> parts) {
    if (report.recording() != null) {
      return PartState.RECORDING.wire();
    }
    List<PartState> states = parts.stream().map(Part::state).toList();
    if (states.contains(PartState.RECORDING) || states.contains(PartState.PROCESSING)) {
      return PartState.PROCESSING.wire();
    }
    if (states.contains(PartState.READY)) {
      return PartState.READY.wire();
    }
    return states.isEmpty() ? "none" : PartState.FAILED.wire();
  }

  private static Entry entry(
      TopicId lesson, Part part, Instant began, Instant until, boolean staff) {
    boolean ready = part.state() == PartState.READY;
    return new Entry(
        part.id(),
        part.user(),
        part.state().wire(),
        Math.max(0, Duration.between(began, part.startedAt()).toMillis()),
        ready ? part.lengthMs() : null,
        part.type(),
        ready ? part.size() : null,
        ready ? url(lesson, part, until) : null,
        staff ? part.reason() : null);
  }

  private static String url(TopicId lesson, Part part, Instant until) {
    return "/v1/live-classes/%s/recording/%s?school=%s&until=%d&seal=%s"
        .formatted(
            lesson.id(),
            part.id(),
            lesson.school().value(),
            until.getEpochSecond(),
            FileSeal.of(part, until));
  }
}
