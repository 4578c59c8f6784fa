package io.lyceum.platform.database;

import io.lyceum.platform.StartProblem;

/** Why the database cannot be used, in one line. */
public final class DatabaseProblem extends StartProblem {
  private static final long serialVersionUID = 1;

  public DatabaseProblem(String line) {
    super(line, 4);
  }

  public DatabaseProblem(String line, Throwable cause) {
    super(line, 4, cause);
  }
}
