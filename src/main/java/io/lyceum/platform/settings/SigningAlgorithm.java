package io.lyceum.platform.settings;

/** What access tokens may be signed by; each key belongs to one for good. */
public enum SigningAlgorithm {
  /** RSA of 2048 bits with SHA-256: every library knows it. */
  RS256,
  /** ECDSA over P-256 with SHA-256: shorter tokens, cheaper to sign. */
  ES256
}
