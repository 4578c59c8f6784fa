package io.lyceum.quiz.domain;

import io.lyceum.core.ErrorCode;
import io.lyceum.core.FieldProblem;
import io.lyceum.core.Reason;
import io.lyceum.core.Rejection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Why a quiz refuses. */
public enum QuizRejection implements Reason {
  NO_SUCH_QUIZ(ErrorCode.NOT_FOUND, "There is no such quiz."),
  NO_SUCH_QUESTION(ErrorCode.NOT_FOUND, "There is no such question in this quiz."),
  NOT_A_MEMBER(ErrorCode.FORBIDDEN, "You do not take part in this quiz."),
  ONLY_THE_SERVER(ErrorCode.FORBIDDEN, "Only the server may do this."),
  ONLY_THE_HOST(ErrorCode.FORBIDDEN, "Only the host may do this."),
  HOSTS_DO_NOT_ANSWER(ErrorCode.FORBIDDEN, "Only pupils answer."),
  ALREADY_CREATED(ErrorCode.CONFLICT, "This quiz exists already."),
  ALREADY_OPEN(ErrorCode.CONFLICT, "The quiz is open already."),
  NOT_YET_OPEN(ErrorCode.CONFLICT, "The quiz is not open yet."),
  FINISHED(ErrorCode.CONFLICT, "The quiz is over."),
  QUESTION_IS_OPEN(ErrorCode.CONFLICT, "A question is open; close it first."),
  NO_QUESTION_IS_OPEN(ErrorCode.CONFLICT, "No question is open."),
  NO_MORE_QUESTIONS(ErrorCode.CONFLICT, "That was the last question."),
  QUESTION_NOT_YET_OPEN(ErrorCode.CONFLICT, "This question is not open yet."),
  ALREADY_ANSWERED(ErrorCode.CONFLICT, "You have answered this question already.");

  private final Rejection rejection;

  QuizRejection(ErrorCode code, String message) {
    this.rejection = new Rejection(code, message);
  }

  @Override
  public Rejection rejection() {
    return rejection;
  }

  /** {@code too_late}, with the lateness in milliseconds since {@code ended}, at least 1. */
  static Rejection tooLate(Instant ended, Instant now) {
    long late = Math.max(1, Duration.between(ended, now).toMillis());
    return new Rejection(
        ErrorCode.TOO_LATE,
        "The answer came " + late + " ms late.",
        List.of(new FieldProblem("answer", late + " ms late", late)));
  }
}
