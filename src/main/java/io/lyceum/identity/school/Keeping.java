package io.lyceum.identity.school;

import io.lyceum.platform.privacy.Kept;

/** For how many days a school keeps things; 0: for ever. */
public record Keeping(int messages, int classes, int quizzes, int accounts) {
  /** A hundred years. */
  static final int MAX_DAYS = 36_500;

  static final Keeping FOR_EVER = new Keeping(0, 0, 0, 0);

  public int days(Kept kept) {
    return switch (kept) {
      case MESSAGES -> messages;
      case CLASSES -> classes;
      case QUIZZES -> quizzes;
      case ACCOUNTS -> accounts;
    };
  }
}
