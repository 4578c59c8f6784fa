package io.lyceum.identity.school;

import io.lyceum.core.SchoolId;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Whether classes of a school may be recorded, and who in them. */
public enum RecordingRule {
  OFF,
  /** Only who teaches or assists. */
  STAFF,
  /** Pupils, too; of minors only those with a guardian's consent. */
  ALL;

  /** The spelling on the wire and in the table. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<RecordingRule> parse(String text) {
    return Arrays.stream(values()).filter(each -> each.wire().equals(text)).findFirst();
  }

  /** A school's. */
  public static RecordingRule of(Handle handle, SchoolId school) {
    return handle
        .select("select recording from school where id = ?", school.value())
        .mapTo(String.class)
        .findOne()
        .flatMap(RecordingRule::parse)
        .orElse(OFF);
  }
}
