package io.lyceum.progress;

import io.lyceum.core.SchoolId;
import io.lyceum.core.TopicId;
import io.lyceum.core.UserId;
import io.lyceum.platform.http.ApiRoutes;
import io.lyceum.platform.json.JournalCodec;
import io.lyceum.platform.privacy.PersonalData;
import io.lyceum.platform.projection.Projection;
import io.lyceum.progress.domain.CourseId;
import io.lyceum.progress.domain.ProgressCommand;
import io.lyceum.progress.domain.ProgressDecider;
import io.lyceum.progress.domain.ProgressEvent;
import io.lyceum.progress.domain.ProgressState;
import io.lyceum.topic.LiveKind;
import io.lyceum.topic.TopicKind;
import java.util.List;
import java.util.Optional;

/** The door to the progress kind. */
public final class ProgressTopic implements LiveKind {
  /** The {@code kind} of {@code progress:<learner>/<course>}. */
  public static final String NAME = "progress";

  private static final JournalCodec<ProgressState, ProgressEvent> JOURNAL = ProgressJournal.codec();

  @Override
  public TopicKind<ProgressState, ProgressCommand, ProgressEvent> topic() {
    return kind();
  }

  @Override
  public List<ApiRoutes> routes(Resources with) {
    return List.of(new ProgressRoutes(with.authentication(), with.database()));
  }

  @Override
  public List<Projection> projections() {
    return List.of(new ProgressHistoryProjection());
  }

  @Override
  public List<PersonalData> personalData() {
    return List.of(new ProgressPersonalData());
  }

  public static TopicKind<ProgressState, ProgressCommand, ProgressEvent> kind() {
    return new TopicKind<>(NAME, new ProgressDecider(), new ProgressFrames(), journal());
  }

  /** Reads stored progress events, for flows. */
  public static JournalCodec<ProgressState, ProgressEvent> journal() {
    return JOURNAL;
  }

  /** The topic of a learner in a course; empty when a text cannot be an id. */
  public static Optional<TopicId> topic(SchoolId school, UserId learner, CourseId course) {
    return TopicId.parse(school, NAME + ":" + learner.value() + "/" + course.value());
  }
}
