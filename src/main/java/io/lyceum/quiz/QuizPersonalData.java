package io.lyceum.quiz;

import io.lyceum.core.TopicId;
import io.lyceum.core.UserId;
import io.lyceum.core.Viewer;
import io.lyceum.platform.privacy.DataSubject;
import io.lyceum.platform.privacy.Disclosure;
import io.lyceum.platform.privacy.PersonalData;
import io.lyceum.quiz.domain.QuizDecider;
import io.lyceum.quiz.domain.QuizPlan;
import io.lyceum.quiz.domain.QuizState;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** What quizzes keep about a person: what they asked, and what they answered with what success. */
final class QuizPersonalData implements PersonalData {
  /**
   * @param plan what the person made
   * @param result what the person answered
   */
  private record AboutJson(
      String topic, String title, @Nullable Object plan, @Nullable Object result) {}

  private final QuizRecordsHistory history = new QuizRecordsHistory();
  private final QuizDecider rules;

  QuizPersonalData(QuizSettings settings) {
    this.rules = new QuizDecider(settings.answerGrace());
  }

  @Override
  public String name() {
    return QuizTopic.NAME;
  }

  @Override
  public void export(Disclosure to) {
    List<String> classes = to.topics("class").stream().map(TopicId::id).toList();
    List<TopicId> quizzes = to.read(handle -> history.about(handle, to.person(), classes));
    to.list("quizzes", out -> quizzes.forEach(quiz -> about(to, quiz, out)));
  }

  /** Nothing of a quiz of a class in which the person did not take part. */
  private void about(Disclosure to, TopicId quiz, Consumer<Object> out) {
    UserId person = to.person().user();
    QuizState state = state(to, quiz);
    Optional<QuizPlan> plan = state.plan();
    Optional<QuizPlan> own = plan.filter(made -> made.owner().id().equals(person));
    boolean takesPart = state.names().containsKey(person);
    if (own.isEmpty() && !takesPart) {
      return;
    }
    Viewer pupil = new Viewer(person, QuizDecider.PUPIL);
    out.accept(
        new AboutJson(
            quiz.wire(),
            plan.map(QuizPlan::title).orElse(""),
            own.map(QuizJson::create).orElse(null),
            takesPart ? QuizResults.of(state, pupil) : null));
  }

  private QuizState state(Disclosure to, TopicId quiz) {
    return to.fold(
        quiz,
        rules.initial(quiz),
        (state, stored) ->
            rules.evolve(state, QuizTopic.journal().read(stored.manifest(), stored.data())));
  }

  /** The quizzes of an owner stay; of their owner the table knows an id. */
  @Override
  public void purge(Handle transaction, DataSubject person) {
    history.forget(transaction, person);
  }
}
