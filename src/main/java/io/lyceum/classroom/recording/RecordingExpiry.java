package io.lyceum.classroom.recording;

import io.lyceum.classroom.ClassroomRecordsHistory;
import io.lyceum.core.SchoolId;
import io.lyceum.media.recording.PartHistory;
import io.lyceum.platform.database.Database;
import io.lyceum.platform.privacy.Expiry;
import io.lyceum.platform.privacy.Kept;
import java.time.Instant;
import java.time.InstantSource;

/** Recordings are kept as long as their classes; the files follow within seconds. */
public final class RecordingExpiry implements Expiry {
  private final Database database;
  private final InstantSource clock;

  public RecordingExpiry(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  @Override
  public Kept kept() {
    return Kept.CLASSES;
  }

  @Override
  public int expire(SchoolId school, Instant before) {
    return database
        .transaction(
            school,
            handle ->
                ClassroomRecordsHistory.recordedAndEndedBefore(handle, school, before).stream()
                    .mapToInt(lesson -> PartHistory.removeAll(handle, lesson, clock.instant()))
                    .sum())
        .toCompletableFuture()
        .join();
  }
}
