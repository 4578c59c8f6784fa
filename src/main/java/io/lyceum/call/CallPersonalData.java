package io.lyceum.call;

import io.lyceum.core.TopicId;
import io.lyceum.platform.privacy.DataSubject;
import io.lyceum.platform.privacy.Disclosure;
import io.lyceum.platform.privacy.PersonalData;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** What calls keep about a person: which there were, and how long they talked in each. */
final class CallPersonalData implements PersonalData {
  /** Of the others no more than who called. */
  private record CallJson(
      String topic,
      String from,
      String media,
      Instant at,
      @Nullable Instant endedAt,
      String outcome,
      long talkedMs) {}

  @Override
  public String name() {
    return CallTopic.NAME;
  }

  @Override
  public List<TopicId> topics(Handle handle, DataSubject person) {
    return CallHistory.topics(handle, person.school(), person.user());
  }

  /** All of them, not only those that the list shows. */
  @Override
  public void export(Disclosure to) {
    to.list(
        "calls",
        out ->
            to.topics(CallTopic.NAME)
                .forEach(
                    topic ->
                        to.<Optional<CallHistory.Row>>read(handle -> CallHistory.one(handle, topic))
                            .flatMap(row -> about(topic, row, to.person()))
                            .ifPresent(out)));
  }

  private static Optional<CallJson> about(TopicId topic, CallHistory.Row row, DataSubject person) {
    return row.members().stream()
        .filter(member -> member.id().equals(person.user().value()))
        .findFirst()
        .map(
            member ->
                new CallJson(
                    topic.wire(),
                    row.from(),
                    row.media(),
                    row.at(),
                    row.endedAt(),
                    member.outcome(),
                    member.talkedMs()));
  }

  /** The calls stay for the others in them; of who called the table knows an id. */
  @Override
  public void purge(Handle transaction, DataSubject person) {
    CallHistory.forget(transaction, person.school(), person.user());
  }
}
