package io.lyceum.core;

/** One connected socket of a person; a new connection is a new session. */
public record SessionId(String value) {
  public SessionId {
    Ids.check("session", value);
  }
}
