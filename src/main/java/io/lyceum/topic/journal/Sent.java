package io.lyceum.topic.journal;

import io.lyceum.core.Caller;
import io.lyceum.core.CommandId;
import io.lyceum.core.UserId;

/**
 * Under which name a command is remembered. What the server sends for a person (creation by REST)
 * counts as the server's: its clock made the id, and the person's own ids must not look old beside
 * it.
 */
public record Sent(UserId sender, CommandId id) {
  /** The name for a caller's own command, or for one the server sends for them. */
  public static Sent of(Caller caller, CommandId id, boolean fromServer) {
    return new Sent(fromServer ? Caller.system(caller.school()).user() : caller.user(), id);
  }
}
