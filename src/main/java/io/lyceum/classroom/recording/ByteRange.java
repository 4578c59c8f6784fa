package io.lyceum.classroom.recording;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The part of a file that a {@code Range} header names; of several ranges none, for players ask for
 * one.
 */
record ByteRange(long from, long length) {
  private static final Pattern ONE = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

  /**
   * Reads a header for a file of {@code size} bytes; empty when it is to be passed over and all is
   * given.
   *
   * @throws UnsatisfiableRange when there is nothing of the file in it
   */
  static Optional<ByteRange> parse(String header, long size) throws UnsatisfiableRange {
    Matcher range = ONE.matcher(header.replace(" ", ""));
    if (!range.matches() || (header.contains("=-") && range.group(2).isEmpty())) {
      return Optional.empty();
    }
    long from;
    long to = size - 1;
    if (range.group(1).isEmpty()) {
      from = Math.max(0, size - Long.parseLong(range.group(2)));
    } else {
      from = Long.parseLong(range.group(1));
      if (!range.group(2).isEmpty()) {
        long last = Long.parseLong(range.group(2));
        if (last < from) {
          return Optional.empty();
        }
        to = Math.min(to, last);
      }
    }
    if (from > to) {
      throw new UnsatisfiableRange();
    }
    return Optional.of(new ByteRange(from, to - from + 1));
  }

  /** What {@code Content-Range} says of it. */
  String of(long size) {
    return "bytes %d-%d/%d".formatted(from, from + length - 1, size);
  }

  /** Nothing of the file is in it. */
  static final class UnsatisfiableRange extends Exception {
    private static final long serialVersionUID = 1;
  }
}
