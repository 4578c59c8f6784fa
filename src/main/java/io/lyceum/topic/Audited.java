package io.lyceum.topic;

import org.jspecify.annotations.Nullable;

/**
 * What of an event goes into the audit log, beside who, when and where.
 *
 * @param action the name of the fact, {@code chat.member-removed}
 * @param subject whom or what it was done to: an id, never what a person wrote
 * @param reason how, in a word of our own
 */
public record Audited(String action, @Nullable String subject, @Nullable String reason) {
  public static Audited of(String action, @Nullable String subject) {
    return new Audited(action, subject, null);
  }
}
