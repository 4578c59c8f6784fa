package io.lyceum.classroom.domain;

import io.lyceum.core.ErrorCode;
import io.lyceum.core.Reason;
import io.lyceum.core.Rejection;

/** Why a class refuses. */
public enum ClassroomRejection implements Reason {
  NO_SUCH_CLASS(ErrorCode.NOT_FOUND, "There is no such class."),
  NOT_ENROLLED(ErrorCode.FORBIDDEN, "You are not enrolled in this class."),
  SERVER_ONLY(ErrorCode.FORBIDDEN, "Only the server may do this."),
  STAFF_ONLY(ErrorCode.FORBIDDEN, "Only the teacher or an assistant may do this."),
  TEACHER_ONLY(ErrorCode.FORBIDDEN, "Only the teacher may do this."),
  LEARNERS_ONLY(ErrorCode.FORBIDDEN, "Only pupils and assistants raise hands."),
  STILL_WAITING(ErrorCode.FORBIDDEN, "You have not been let into the class yet."),
  NOT_YOUR_HAND(ErrorCode.FORBIDDEN, "You may lower only your own hand."),
  HANDS_ARE_OFF(ErrorCode.FORBIDDEN, "Hands cannot be raised at the moment."),
  ALREADY_CREATED(ErrorCode.CONFLICT, "This class exists already."),
  NOT_RUNNING(ErrorCode.CONFLICT, "The class is not running."),
  NOT_BEGUN(ErrorCode.CONFLICT, "The class has not begun yet."),
  ENDED(ErrorCode.CONFLICT, "The class has ended."),
  FULL(ErrorCode.CONFLICT, "The class has as many members as it can."),
  NO_SUCH_MEMBER(ErrorCode.NOT_FOUND, "They are not enrolled in this class."),
  THE_TEACHER_STAYS(ErrorCode.CONFLICT, "The teacher's place in the class is fixed."),
  THEY_WAIT(ErrorCode.CONFLICT, "They are in the lobby; let them in first."),
  PUPILS_ONLY(ErrorCode.FORBIDDEN, "Only pupils do this."),
  IN_THE_CLASS_ONLY(ErrorCode.CONFLICT, "This is a room; that is done in the class it is of."),
  BREAKOUT_IS_OPEN(ErrorCode.CONFLICT, "The class is split into rooms already."),
  NO_BREAKOUT(ErrorCode.CONFLICT, "The class is not split into rooms."),
  NO_SUCH_ROOM(ErrorCode.NOT_FOUND, "There is no room of this number."),
  ONLY_PUPILS_SIT(ErrorCode.CONFLICT, "Only pupils who are let in have a room of their own."),
  IN_NO_ROOM(ErrorCode.CONFLICT, "You are in no room."),
  NOT_WAITING(ErrorCode.CONFLICT, "They are not in the lobby."),
  NO_HAND_UP(ErrorCode.CONFLICT, "Their hand is not up any more."),
  NO_SCREEN(ErrorCode.FORBIDDEN, "You may share your screen when the teacher lets you."),
  SCREEN_TAKEN(ErrorCode.CONFLICT, "Somebody else shares a screen."),
  NOT_HERE(ErrorCode.CONFLICT, "Come into the class first."),
  NO_MEDIA(ErrorCode.NOT_FOUND, "There is no picture and voice in the classes of this server."),
  NOT_A_PUPIL(ErrorCode.CONFLICT, "Only a pupil can be sent back to the lobby.");

  private final Rejection rejection;

  ClassroomRejection(ErrorCode code, String message) {
    this.rejection = new Rejection(code, message);
  }

  @Override
  public Rejection rejection() {
    return rejection;
  }
}
