package io.lyceum.platform.audit;

import io.lyceum.core.SchoolId;
import io.lyceum.platform.http.RequestOrigin;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One thing that somebody did. Ids and codes only: never a token, a password, a name or what a
 * person wrote.
 *
 * @param actor who did it, a person's id, {@code anonymous}, or {@code operator} who works on the
 *     server itself
 * @param action what, as {@code area.past-tense}
 * @param topic where
 * @param subject whom or what it was done to
 * @param reason why, or how it was done
 * @param request the id of the command or the request
 * @param origin the address it came from
 */
public record AuditEntry(
    SchoolId school,
    Instant at,
    String actor,
    String action,
    @Nullable String topic,
    @Nullable String subject,
    @Nullable String reason,
    @Nullable String request,
    @Nullable String origin) {
  /** What was done to or by an account, outside any topic. */
  public static AuditEntry account(
      SchoolId school, Instant at, String actor, String action, @Nullable String subject) {
    return new AuditEntry(school, at, actor, action, null, subject, null, null, null);
  }

  public AuditEntry because(String why) {
    return new AuditEntry(school, at, actor, action, topic, subject, why, request, origin);
  }

  /** The request it was done by. */
  public AuditEntry by(RequestOrigin origin) {
    return new AuditEntry(
        school, at, actor, action, topic, subject, reason, origin.id(), origin.address());
  }
}
