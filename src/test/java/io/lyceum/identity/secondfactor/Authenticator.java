package io.lyceum.identity.secondfactor;

import java.time.Clock;

/** A person's phone. */
public record Authenticator(String seed, Clock clock) {
  /** The code it shows now. */
  public String next() {
    return Totp.code(Base32.decode(seed), clock.instant());
  }
}
