package io.lyceum.bench.wire;

/** One socket's part in what is said beside the load. */
public interface Dialogue {
  /** What becomes of the words heard. */
  interface Turn {
    void say(String text);

    /** The member has taken the place in the room. */
    void ready();

    /** The server refused something, by its code. */
    void refused(String code);
  }

  void opened(Turn turn);

  void heard(String line, Turn turn);
}
