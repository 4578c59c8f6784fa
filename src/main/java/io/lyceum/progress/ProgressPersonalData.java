package io.lyceum.progress;

import io.lyceum.core.TopicId;
import io.lyceum.core.TopicRole;
import io.lyceum.core.Viewer;
import io.lyceum.platform.privacy.DataSubject;
import io.lyceum.platform.privacy.Disclosure;
import io.lyceum.platform.privacy.PersonalData;
import io.lyceum.progress.domain.ProgressDecider;
import io.lyceum.progress.domain.ProgressState;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** What courses keep about a person: how far they are in each. */
final class ProgressPersonalData implements PersonalData {
  private record CourseJson(String topic, Object progress) {}

  private static final TopicRole LEARNER = new TopicRole("learner");

  private final ProgressHistory history = new ProgressHistory();
  private final ProgressDecider rules = new ProgressDecider();
  private final ProgressFrames frames = new ProgressFrames();

  @Override
  public String name() {
    return ProgressTopic.NAME;
  }

  @Override
  public List<TopicId> topics(Handle handle, DataSubject person) {
    return history.standings(handle, person.school(), person.user()).stream()
        .flatMap(
            standing ->
                ProgressTopic.topic(person.school(), person.user(), standing.course()).stream())
        .toList();
  }

  @Override
  public void export(Disclosure to) {
    Viewer learner = new Viewer(to.person().user(), LEARNER);
    to.list(
        "courses",
        out ->
            to.topics(ProgressTopic.NAME)
                .forEach(
                    topic ->
                        out.accept(
                            new CourseJson(
                                topic.wire(), frames.snapshot(state(to, topic), learner)))));
  }

  private ProgressState state(Disclosure to, TopicId topic) {
    return to.fold(
        topic,
        rules.initial(topic),
        (state, stored) ->
            rules.evolve(state, ProgressTopic.journal().read(stored.manifest(), stored.data())));
  }

  /** The courses of a teacher stay; they name nobody any more. */
  @Override
  public void purge(Handle transaction, DataSubject person) {
    history.forget(transaction, person);
  }
}
