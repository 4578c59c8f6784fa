package io.lyceum.media.recording;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochRandomGenerator;
import io.lyceum.core.SchoolId;
import io.lyceum.core.TopicId;
import io.lyceum.core.UserId;
import io.lyceum.identity.consent.RecordingConsent;
import io.lyceum.platform.database.Database;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/** Recordings noted in the database. */
public final class KeptRecordings implements Recordings {
  private static final TimeBasedEpochRandomGenerator IDS =
      Generators.timeBasedEpochRandomGenerator();
  private static final int KEY_BYTES = 32;

  private final SecureRandom random = new SecureRandom();
  private final Database database;
  private final RecordingSettings settings;

  public KeptRecordings(Database database, RecordingSettings settings) {
    this.database = database;
    this.settings = settings;
  }

  @Override
  public CompletionStage<Optional<String>> begin(TopicId topic, UserId user, Instant at) {
    String id = IDS.generate().toString();
    byte[] key = new byte[KEY_BYTES];
    random.nextBytes(key);
    return database.transaction(
        topic.school(),
        handle ->
            RecordingConsent.isGiven(handle, topic.school(), user)
                    && PartHistory.begin(handle, topic, user, id, HexFormat.of().formatHex(key), at)
                ? Optional.of(id)
                : Optional.empty());
  }

  @Override
  public String nameOf(String part) {
    return settings.nameOf(part);
  }

  @Override
  public CompletionStage<Set<String>> goOn(SchoolId school, Map<String, UserId> parts, Instant at) {
    return database.transaction(
        school,
        handle -> {
          PartHistory.touch(handle, school, parts.keySet(), at);
          Set<String> stopped = new HashSet<>();
          parts.forEach(
              (part, user) -> {
                if (!RecordingConsent.isGiven(handle, school, user)) {
                  stopped.add(part);
                }
              });
          return stopped;
        });
  }

  @Override
  public CompletionStage<?> end(SchoolId school, String part, Instant at) {
    return database.transaction(
        school,
        handle -> {
          PartHistory.end(handle, school, part, at);
          return part;
        });
  }
}
