package io.lyceum.core;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * The idempotency key of a command: a UUIDv7 (RFC 9562) made by the client with the server's time.
 */
public record CommandId(UUID value) {
  public CommandId {
    if (value.version() != 7) {
      throw new IllegalArgumentException("not a UUIDv7: " + value);
    }
  }

  /** Reads a UUIDv7; empty for anything else. */
  public static Optional<CommandId> parse(String text) {
    try {
      UUID uuid = UUID.fromString(text);
      // fromString also takes shortened groups, which would give one id two spellings.
      boolean canonical = text.length() == 36 && uuid.version() == 7 && uuid.variant() == 2;
      return canonical ? Optional.of(new CommandId(uuid)) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** When the id was made, by its own first 48 bits. */
  public Instant madeAt() {
    return Instant.ofEpochMilli(value.getMostSignificantBits() >>> 16);
  }
}
