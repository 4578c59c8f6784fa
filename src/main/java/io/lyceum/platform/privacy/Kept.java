package io.lyceum.platform.privacy;

/** What a school may keep for a time only. */
public enum Kept {
  /** What is said in chats, from when it was sent. */
  MESSAGES,
  /** Classes with who was in them, from their end. */
  CLASSES,
  /** Quizzes with their results, from their end. */
  QUIZZES,
  /** Accounts that were closed, from then on. */
  ACCOUNTS
}
