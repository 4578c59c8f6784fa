package io.lyceum.flow.replay;

/**
 * How far a topic's part of a class was read.
 *
 * @param seq its last event that was; 0 for none
 * @param offset of that event: what comes behind is not before it, even if a clock went back
 */
record Bookmark(long seq, long offset) {
  static final Bookmark START = new Bookmark(0, 0);
}
