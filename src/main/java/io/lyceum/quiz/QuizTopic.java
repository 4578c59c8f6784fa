package io.lyceum.quiz;

import io.lyceum.core.SchoolId;
import io.lyceum.core.TopicId;
import io.lyceum.platform.http.ApiRoutes;
import io.lyceum.platform.json.JournalCodec;
import io.lyceum.platform.privacy.Expiry;
import io.lyceum.platform.privacy.PersonalData;
import io.lyceum.platform.projection.Projection;
import io.lyceum.platform.projection.StoredEvent;
import io.lyceum.quiz.domain.QuizCommand;
import io.lyceum.quiz.domain.QuizDecider;
import io.lyceum.quiz.domain.QuizEvent;
import io.lyceum.quiz.domain.QuizState;
import io.lyceum.topic.Audited;
import io.lyceum.topic.LiveKind;
import io.lyceum.topic.TopicKind;
import java.util.List;
import java.util.Optional;

/** The door to the quiz kind. */
public final class QuizTopic implements LiveKind {
  /** The {@code kind} of {@code quiz:<id>}. */
  public static final String NAME = "quiz";

  private static final JournalCodec<QuizState, QuizEvent> JOURNAL = QuizJournal.codec();

  private final QuizSettings settings;

  public QuizTopic(QuizSettings settings) {
    this.settings = settings;
  }

  @Override
  public TopicKind<QuizState, QuizCommand, QuizEvent> topic() {
    return kind(settings);
  }

  @Override
  public List<ApiRoutes> routes(Resources with) {
    QuizDesk desk = new QuizDesk(with.topics(), with.database());
    return List.of(new QuizRoutes(with.authentication(), desk));
  }

  @Override
  public boolean audits(String manifest) {
    return !journal().isOf(manifest, QuizEvent.AnswerSubmitted.class);
  }

  @Override
  public Optional<Audited> audited(StoredEvent event) {
    return Optional.ofNullable(
        switch (journal().read(event.manifest(), event.data())) {
          case QuizEvent.QuizOpened _ -> Audited.of("quiz.opened", null);
          case QuizEvent.QuizFinished _ -> Audited.of("quiz.finished", null);
          case QuizEvent.QuizCreated _,
              QuizEvent.ParticipantAdded _,
              QuizEvent.QuestionOpened _,
              QuizEvent.AnswerSubmitted _,
              QuizEvent.QuestionClosed _,
              QuizEvent.LeaderboardChanged _ ->
              null;
        });
  }

  @Override
  public List<Projection> projections() {
    return List.of(new QuizHistoryProjection(), new QuizParticipantsProjection());
  }

  @Override
  public List<Expiry> expiries(Resources with) {
    return List.of(new QuizExpiry(with.database()));
  }

  @Override
  public List<PersonalData> personalData() {
    return List.of(new QuizPersonalData(settings));
  }

  public static TopicKind<QuizState, QuizCommand, QuizEvent> kind(QuizSettings settings) {
    return new TopicKind<>(
        NAME, new QuizDecider(settings.answerGrace()), new QuizFrames(), journal());
  }

  /** Reads a quiz's stored events, for flows. */
  public static JournalCodec<QuizState, QuizEvent> journal() {
    return JOURNAL;
  }

  /** The topic of a quiz; empty when the text cannot be an id. */
  public static Optional<TopicId> topic(SchoolId school, String quiz) {
    return TopicId.parse(school, NAME + ":" + quiz);
  }
}
