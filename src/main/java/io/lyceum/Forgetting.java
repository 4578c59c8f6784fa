package io.lyceum;

import io.lyceum.core.SchoolId;
import io.lyceum.hub.Hub;
import io.lyceum.platform.privacy.DataSubject;
import io.lyceum.topic.entity.TopicRegion;
import io.lyceum.topic.frame.Replay;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.pekko.actor.typed.ActorRef;

/** What of this node's memory may hold somebody's own, and lets go of it once they are erased. */
record Forgetting(TopicRegion topics, Replay past, Optional<ActorRef<Hub.Message>> hub)
    implements Consumer<Collection<DataSubject>> {
  @Override
  public void accept(Collection<DataSubject> people) {
    Set<SchoolId> schools = people.stream().map(DataSubject::school).collect(Collectors.toSet());
    past.forget(schools);
    hub.ifPresent(feeds -> feeds.tell(new Hub.Forget(schools)));
    topics.forget(people);
  }
}
