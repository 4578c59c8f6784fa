package io.lyceum.topic.alarm;

import io.lyceum.platform.projection.Projection;
import io.lyceum.platform.projection.StoredEvent;
import io.lyceum.topic.TopicKind;
import io.lyceum.topic.TopicKinds;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Keeps each topic's next alarm in the table {@code due}; every event carries the alarm it leaves
 * behind, so of several only a topic's last one counts.
 */
public final class DueProjection implements Projection {
  private final Set<String> kinds;

  public DueProjection(TopicKinds kinds) {
    this.kinds =
        kinds.all().stream()
            .filter(TopicKind::keepsTime)
            .map(TopicKind::name)
            .collect(Collectors.toSet());
  }

  @Override
  public String name() {
    return "due";
  }

  @Override
  public String kind() {
    return EVERY_KIND;
  }

  @Override
  public boolean wants(String kind, String manifest) {
    return kinds.contains(kind);
  }

  /** Most topics want no waking; those are let go of in one statement. */
  @Override
  public void applyAll(Handle transaction, List<StoredEvent> events) {
    Map<String, StoredEvent> last = new HashMap<>();
    events.forEach(event -> last.put(event.topic().key(), event));
    List<String> none = new ArrayList<>();
    last.forEach(
        (topic, event) -> {
          @Nullable Instant alarm = event.alarm();
          if (alarm == null) {
            none.add(topic);
          } else {
            wake(transaction, topic, alarm);
          }
        });
    if (!none.isEmpty()) {
      transaction
          .createUpdate("delete from due where topic = any(:topics)")
          .bindArray("topics", String.class, none.toArray())
          .execute();
    }
  }

  @Override
  public void apply(Handle transaction, StoredEvent event) {
    applyAll(transaction, List.of(event));
  }

  private static void wake(Handle transaction, String topic, Instant alarm) {
    transaction.execute(
        "insert into due (topic, at) values (?, ?) on conflict (topic) do update set at ="
            + " excluded.at",
        topic,
        alarm);
  }
}
