package io.lyceum.classroom.domain;

/** What somebody in the room may send. */
public record SpeakingRight(boolean voice, boolean picture, boolean screen) {
  static final SpeakingRight NONE = new SpeakingRight(false, false, false);
}
