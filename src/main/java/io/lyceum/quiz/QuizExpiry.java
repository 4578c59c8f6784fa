package io.lyceum.quiz;

import io.lyceum.core.SchoolId;
import io.lyceum.platform.database.Database;
import io.lyceum.platform.privacy.Expiry;
import io.lyceum.platform.privacy.Kept;
import java.time.Instant;

/** Lets go of quizzes that were finished long ago: no list has them and no results are told. */
final class QuizExpiry implements Expiry {
  private final Database database;
  private final QuizRecordsHistory history = new QuizRecordsHistory();

  QuizExpiry(Database database) {
    this.database = database;
  }

  @Override
  public Kept kept() {
    return Kept.QUIZZES;
  }

  @Override
  public int expire(SchoolId school, Instant before) {
    return database
        .transaction(school, handle -> history.expire(handle, school, before))
        .toCompletableFuture()
        .join();
  }
}
