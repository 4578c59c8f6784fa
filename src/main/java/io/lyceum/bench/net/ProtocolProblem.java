package io.lyceum.bench.net;

/** A server said what the protocol does not allow, or not what was to be said. */
public final class ProtocolProblem extends RuntimeException {
  private static final long serialVersionUID = 1;

  public ProtocolProblem(String what) {
    super(what);
  }
}
