package io.lyceum.platform.database;

import io.lyceum.core.SchoolId;
import io.lyceum.core.TopicId;
import java.security.SecureRandom;
import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jdbi.v3.core.Handle;

/**
 * Codes that lead to a topic, unique in a school: read from a board, typed on a phone. Case, spaces
 * and dashes do not matter.
 */
public final class JoinCodes {
  /** Without 0 O 1 I L: one cannot be taken for another. */
  private static final String ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";

  /** 31^6 is 887 million: guessing one of a school's few hundred is hopeless at a limited rate. */
  private static final int LENGTH = 6;

  /** Two codes hardly ever clash; ten in a row never do. */
  private static final int TRIES = 10;

  private final RandomGenerator random = new SecureRandom();

  /** A new code for the topic. */
  public String reserve(Handle handle, TopicId topic) {
    for (int i = 0; i < TRIES; i++) {
      String code = next();
      if (reserve(handle, topic, code)) {
        return code;
      }
    }
    throw new IllegalStateException("no free join code in " + TRIES + " tries");
  }

  /** Takes this code for a topic; false when the school uses it already. */
  public boolean reserve(Handle handle, TopicId topic, String code) {
    return handle
            .createUpdate(
                "insert into join_code (school, code, topic) values (:school, :code, :topic)"
                    + " on conflict do nothing")
            .bind("school", topic.school().value())
            .bind("code", code)
            .bind("topic", topic.wire())
            .execute()
        == 1;
  }

  /** The topic of this kind that a typed code leads to. */
  public Optional<TopicId> find(Handle handle, SchoolId school, String kind, String typed) {
    return handle
        .createQuery("select topic from join_code where school = :school and code = :code")
        .bind("school", school.value())
        .bind("code", typed.replaceAll("[\\s-]", "").toUpperCase(Locale.ROOT))
        .mapTo(String.class)
        .findOne()
        .flatMap(topic -> TopicId.parse(school, topic))
        .filter(topic -> topic.kind().equals(kind));
  }

  private String next() {
    StringBuilder code = new StringBuilder(LENGTH);
    for (int i = 0; i < LENGTH; i++) {
      code.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return code.toString();
  }
}
