package io.lyceum.chat.domain;

import io.lyceum.core.ErrorCode;
import io.lyceum.core.Reason;
import io.lyceum.core.Rejection;

/** Why a chat refuses. */
public enum ChatRejection implements Reason {
  NO_SUCH_CHAT(ErrorCode.NOT_FOUND, "There is no such chat."),
  NOT_A_MEMBER(ErrorCode.FORBIDDEN, "You are not a member of this chat."),
  WAITING_IN_LOBBY(ErrorCode.FORBIDDEN, "The chat opens when you are let into the class."),
  SERVER_ONLY(ErrorCode.FORBIDDEN, "Only the server may do this."),
  PEOPLE_ONLY(ErrorCode.FORBIDDEN, "Only a person can do this."),
  MODERATORS_ONLY(ErrorCode.FORBIDDEN, "Only a moderator may do this."),
  READERS_ONLY_READ(ErrorCode.FORBIDDEN, "You can read here, but not write."),
  WRITING_IS_OFF(ErrorCode.FORBIDDEN, "Only moderators may write at the moment."),
  NOT_THE_AUTHOR(ErrorCode.FORBIDDEN, "This message is someone else's."),
  ALREADY_CREATED(ErrorCode.CONFLICT, "This chat exists already."),
  NO_SUCH_MESSAGE(ErrorCode.NOT_FOUND, "There is no message with this number."),
  TOO_OLD(ErrorCode.CONFLICT, "This message is too old to be changed."),
  DELETED(ErrorCode.CONFLICT, "This message has been deleted."),
  TOO_MANY_REACTIONS(ErrorCode.CONFLICT, "This message has as many different reactions as it can."),
  TOO_MANY_PINS(ErrorCode.CONFLICT, "As many messages are pinned as can be."),
  CLASS_DECIDES(ErrorCode.CONFLICT, "Who is in this chat is decided by its class."),
  PRIVATE_IS_FOR_TWO(ErrorCode.CONFLICT, "A private chat stays between its two people."),
  ALREADY_A_MEMBER(ErrorCode.CONFLICT, "They are a member already."),
  NO_SUCH_MEMBER(ErrorCode.NOT_FOUND, "They are not a member of this chat."),
  LAST_MODERATOR(ErrorCode.CONFLICT, "A chat cannot lose its last moderator."),
  FULL(ErrorCode.CONFLICT, "This chat has as many members as it can.");

  private final Rejection rejection;

  ChatRejection(ErrorCode code, String message) {
    this.rejection = new Rejection(code, message);
  }

  @Override
  public Rejection rejection() {
    return rejection;
  }
}
