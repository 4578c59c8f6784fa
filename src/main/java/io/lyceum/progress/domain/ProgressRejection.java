package io.lyceum.progress.domain;

import io.lyceum.core.ErrorCode;
import io.lyceum.core.Reason;
import io.lyceum.core.Rejection;

/** Why progress refuses. */
public enum ProgressRejection implements Reason {
  NOT_ENROLLED(ErrorCode.NOT_FOUND, "Nobody is enrolled here."),
  NO_SUCH_COURSE(ErrorCode.NOT_FOUND, "There is no such course."),
  NO_SUCH_LESSON(ErrorCode.NOT_FOUND, "There is no such lesson in this course."),
  NOT_YOURS(ErrorCode.FORBIDDEN, "This is the progress of someone else."),
  ONLY_THE_LEARNER(ErrorCode.FORBIDDEN, "Only the learner may do this."),
  ONLY_THE_SERVER(ErrorCode.FORBIDDEN, "Only the server may do this."),
  WRONG_TOPIC(ErrorCode.CONFLICT, "This topic belongs to another learner or course.");

  private final Rejection rejection;

  ProgressRejection(ErrorCode code, String message) {
    this.rejection = new Rejection(code, message);
  }

  @Override
  public Rejection rejection() {
    return rejection;
  }
}
