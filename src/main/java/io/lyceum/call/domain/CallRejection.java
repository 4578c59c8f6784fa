package io.lyceum.call.domain;

import io.lyceum.core.ErrorCode;
import io.lyceum.core.Reason;
import io.lyceum.core.Rejection;

/** Why a call refuses. */
public enum CallRejection implements Reason {
  /** Also said to strangers: whether there is such a call is not theirs to know. */
  NO_SUCH_CALL(ErrorCode.NOT_FOUND, "There is no such call."),
  SERVER_ONLY(ErrorCode.FORBIDDEN, "Only the server may do this."),
  PEOPLE_ONLY(ErrorCode.FORBIDDEN, "Only a person can do this."),
  ALREADY_INITIATED(ErrorCode.CONFLICT, "This call exists already."),
  ANSWERED_ALREADY(ErrorCode.CONFLICT, "You have answered, perhaps on another device."),
  NOT_RINGING(ErrorCode.CONFLICT, "It does not ring for you any more."),
  NOT_IN_THE_CALL(ErrorCode.CONFLICT, "You are not in this call."),
  THEY_ARE_NOT_IN_THE_CALL(ErrorCode.CONFLICT, "They are not in this call."),
  STALE_SESSION(ErrorCode.CONFLICT, "Another device of yours is in this call."),
  STALE_PEER(ErrorCode.CONFLICT, "They are in this call with another device by now."),
  TOO_MANY_CANDIDATES(ErrorCode.TOO_LARGE, "This negotiation has had all its candidates."),
  TOO_LATE(ErrorCode.TOO_LATE, "It rings no more."),
  OVER(ErrorCode.CONFLICT, "The call is over.");

  private final Rejection rejection;

  CallRejection(ErrorCode code, String message) {
    this.rejection = new Rejection(code, message);
  }

  @Override
  public Rejection rejection() {
    return rejection;
  }
}
