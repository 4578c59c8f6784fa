package io.lyceum.identity;

import io.lyceum.identity.Tokens.Verified;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Tokens whose signatures were found good lately, so that a proof is made once and not for every
 * request. Two generations bound it: when the younger is full the older is forgotten.
 */
final class KnownTokens {
  /** Of each generation; with texts of 700 characters some twenty megabytes at most. */
  private static final int MOST = 10_000;

  private volatile Map<String, Verified> young = new ConcurrentHashMap<>();
  private volatile Map<String, Verified> old = Map.of();

  /** What it says; whether it is still in force is for the caller to see. */
  @Nullable Verified get(String token) {
    Verified known = young.get(token);
    if (known == null) {
      known = old.get(token);
      if (known != null) {
        add(token, known);
      }
    }
    return known;
  }

  void add(String token, Verified verified) {
    if (young.size() >= MOST) {
      rotate();
    }
    young.put(token, verified);
  }

  private synchronized void rotate() {
    if (young.size() >= MOST) {
      old = young;
      young = new ConcurrentHashMap<>();
    }
  }
}
