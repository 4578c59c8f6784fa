package io.lyceum.platform.http;

import io.lyceum.core.Caller;
import java.util.Optional;

/** Knows who a bearer token speaks for; checks signature and expiry, reads no database. */
@FunctionalInterface
public interface Authentication {
  Optional<Caller> caller(String token);
}
