package io.lyceum.platform;

/**
 * Why a node cannot start, in one line for the person who starts it; no stack trace belongs to it.
 */
public abstract class StartProblem extends RuntimeException {
  private static final long serialVersionUID = 1;
  private final int exitCode;

  protected StartProblem(String line, int exitCode) {
    super(line);
    this.exitCode = exitCode;
  }

  protected StartProblem(String line, int exitCode, Throwable cause) {
    super(line, cause);
    this.exitCode = exitCode;
  }

  /** What the process ends with: 2 settings, 3 address in use, 4 database. */
  public int exitCode() {
    return exitCode;
  }
}
