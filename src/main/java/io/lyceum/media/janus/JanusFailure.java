package io.lyceum.media.janus;

/** Janus is not reached, does not answer or refuses. */
final class JanusFailure extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** VideoRoom: there is no such room. */
  static final int NO_SUCH_ROOM = 426;

  /** Nothing that Janus said. */
  private static final int SILENT = 0;

  private final int code;

  JanusFailure(int code, String message) {
    super(message);
    this.code = code;
  }

  JanusFailure(String message) {
    this(SILENT, message);
  }

  int code() {
    return code;
  }
}
