package io.lyceum.topic.alarm;

import io.lyceum.platform.projection.Projection;
import io.lyceum.platform.projection.StoredEvent;
import org.jdbi.v3.core.Handle;

/**
 * Keeps each topic's next alarm in the table {@code due}; every event carries the alarm it leaves
 * behind.
 */
public final class DueProjection implements Projection {
  @Override
  public String name() {
    return "due";
  }

  @Override
  public String kind() {
    return EVERY_KIND;
  }

  @Override
  public void apply(Handle transaction, StoredEvent event) {
    if (event.alarm() == null) {
      transaction.execute("delete from due where topic = ?", event.topic().key());
    } else {
      transaction.execute(
          "insert into due (topic, at) values (?, ?) on conflict (topic) do update set at ="
              + " excluded.at",
          event.topic().key(),
          event.alarm());
    }
  }
}
