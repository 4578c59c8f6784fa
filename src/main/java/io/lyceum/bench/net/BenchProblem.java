package io.lyceum.bench.net;

/** Why a run cannot go on, in one line for the person who started it. */
public final class BenchProblem extends RuntimeException {
  private static final long serialVersionUID = 1;

  public BenchProblem(String line) {
    super(line);
  }

  public BenchProblem(String line, Throwable cause) {
    super(line, cause);
  }
}
