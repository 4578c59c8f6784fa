package io.lyceum.core;

/**
 * What an account's role may allow beyond being somewhere: who may be in a topic, and as what, its
 * kind decides. Refuses as {@code forbidden}.
 */
public enum Permission implements Reason {
  SEE_PEOPLE("list the people of the school"),
  OPEN_CHATS("open private chats and groups"),
  PLACE_CALLS("call people of the school"),
  CREATE_CHANNELS("create channels"),
  CREATE_CLASSES("create classes"),
  JOIN_CLASSES("join classes by their code"),
  CREATE_QUIZZES("create quizzes"),
  JOIN_QUIZZES("join quizzes by their code"),
  SEE_COURSES("list the school's courses"),
  FOLLOW_CHILDREN("follow the progress of their children"),
  READ_AUDIT_LOG("read the audit log"),
  MANAGE_PEOPLE("manage the accounts of the school"),
  MANAGE_GUARDIANS("say who is whose parent"),
  MANAGE_SCHOOL("change the school's settings"),
  EXPORT_DATA("export all data of a person of the school"),
  /** Else who manages accounts could make one that may do more than their own. */
  APPOINT_ADMINISTRATORS("manage the accounts of administrators"),
  /** The one permission that reaches beyond the caller's school. */
  CREATE_SCHOOLS("create schools");

  private final String what;

  Permission(String what) {
    this.what = what;
  }

  /** What it allows, as it is said after "may". */
  public String what() {
    return what;
  }

  @Override
  public Rejection rejection() {
    return new Rejection(ErrorCode.FORBIDDEN, "Your account may not " + what + ".");
  }
}
