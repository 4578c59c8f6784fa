package io.lyceum.identity.token;

import io.lyceum.platform.StartProblem;

/** What the database holds sealed cannot be opened by this node. */
public final class KeyProblem extends StartProblem {
  private static final long serialVersionUID = 1;

  KeyProblem(String line) {
    super(line, 2);
  }
}
