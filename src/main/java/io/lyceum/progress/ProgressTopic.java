package io.lyceum.progress;

import io.lyceum.core.SchoolId;
import io.lyceum.core.TopicId;
import io.lyceum.core.UserId;
import io.lyceum.platform.json.JournalCodec;
import io.lyceum.progress.domain.CourseId;
import io.lyceum.progress.domain.ProgressCommand;
import io.lyceum.progress.domain.ProgressDecider;
import io.lyceum.progress.domain.ProgressEvent;
import io.lyceum.progress.domain.ProgressState;
import io.lyceum.topic.TopicKind;
import java.util.Optional;

/** The door to the progress kind. */
public final class ProgressTopic {
  /** The {@code kind} of {@code progress:<learner>/<course>}. */
  public static final String KIND = "progress";

  private ProgressTopic() {}

  public static TopicKind<ProgressState, ProgressCommand, ProgressEvent> kind() {
    return new TopicKind<>(KIND, new ProgressDecider(), new ProgressFrames(), codec());
  }

  /** Reads stored progress events, for flows. */
  public static JournalCodec<ProgressState, ProgressEvent> codec() {
    return ProgressJournal.codec();
  }

  /** The topic of a learner in a course; empty when a text cannot be an id. */
  public static Optional<TopicId> topic(SchoolId school, UserId learner, CourseId course) {
    return TopicId.parse(school, KIND + ":" + learner.value() + "/" + course.value());
  }
}
