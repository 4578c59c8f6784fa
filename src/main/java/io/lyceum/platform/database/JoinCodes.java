package io.lyceum.platform.database;

import io.lyceum.core.SchoolId;
import io.lyceum.core.TopicId;
import java.security.SecureRandom;
import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;

/**
 * Codes that are read from a board and typed on a phone; each leads to one topic of its school, of
 * whatever kind.
 */
public final class JoinCodes {
  /** Without 0 O 1 I L: one cannot be taken for another. */
  private static final String ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";

  /** 31^6 is 887 million: guessing one of a school's few hundred is hopeless at a limited rate. */
  private static final int LENGTH = 6;

  /** Two codes hardly ever clash; ten in a row never do. */
  private static final int TRIES = 10;

  /** Wider than the alphabet: a fixed code, such as the demo's, may be a word. */
  private static final Pattern CODE = Pattern.compile("[0-9A-Z]{" + LENGTH + "}");

  /** Also the spaces and dashes that a phone's keyboard puts in by itself. */
  private static final Pattern DECORATION = Pattern.compile("[\\s\\p{Z}\\p{Pd}]");

  private final RandomGenerator random = new SecureRandom();

  /** A new code, which may be taken already. */
  public String next() {
    StringBuilder code = new StringBuilder(LENGTH);
    for (int i = 0; i < LENGTH; i++) {
      code.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return code.toString();
  }

  /** The code a person meant: any case, spaces and dashes ignored; empty when it is none. */
  public static Optional<String> typed(String text) {
    String code = DECORATION.matcher(text).replaceAll("").toUpperCase(Locale.ROOT);
    return CODE.matcher(code).matches() ? Optional.of(code) : Optional.empty();
  }

  /** A new code that leads to the topic, unique in its school. */
  public String reserve(Handle handle, TopicId topic) {
    for (int i = 0; i < TRIES; i++) {
      String code = next();
      if (reserve(handle, topic, code)) {
        return code;
      }
    }
    throw new IllegalStateException("no free join code in " + TRIES + " tries");
  }

  /** Takes this very code for a topic; false when the school uses it already. */
  public static boolean reserve(Handle handle, TopicId topic, String code) {
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

  /** Where a code leads, of whatever kind that is; {@code code} as {@link #typed} gives it. */
  public static Optional<TopicId> find(Handle handle, SchoolId school, String code) {
    return handle
        .createQuery("select topic from join_code where school = :school and code = :code")
        .bind("school", school.value())
        .bind("code", code)
        .mapTo(String.class)
        .findOne()
        .flatMap(topic -> TopicId.parse(school, topic));
  }
}
