package io.lyceum.inbox.domain;

import io.lyceum.core.ErrorCode;
import io.lyceum.core.Reason;
import io.lyceum.core.Rejection;

/** Why an inbox refuses. */
public enum InboxRejection implements Reason {
  NOT_YOURS(ErrorCode.FORBIDDEN, "This is somebody else's inbox."),
  SERVER_ONLY(ErrorCode.FORBIDDEN, "Only the server may do this."),
  BUSY(ErrorCode.CONFLICT, "This person is in another call.");

  private final Rejection rejection;

  InboxRejection(ErrorCode code, String message) {
    this.rejection = new Rejection(code, message);
  }

  @Override
  public Rejection rejection() {
    return rejection;
  }
}
