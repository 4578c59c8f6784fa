package io.lyceum;

import io.lyceum.platform.StartProblem;

/** A command that cannot be carried out, in one line. */
final class CommandProblem extends StartProblem {
  private static final long serialVersionUID = 1;

  CommandProblem(String line) {
    super(line, 2);
  }
}
