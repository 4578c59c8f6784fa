package io.lyceum.classroom.domain;

/**
 * Someone on the class's roster.
 *
 * @param since the number of the event that gave them their role; 0 for the teacher
 * @param here connected, be it in the room or in the lobby
 * @param admitted has been in the room, so that a lobby opened later does not hold them
 * @param presenter may share their screen by a teacher's permission
 * @param sharing shows the class their screen
 */
public record Participant(
    String name,
    ClassroomRole role,
    long since,
    boolean here,
    boolean admitted,
    boolean muted,
    boolean spotlit,
    boolean presenter,
    boolean sharing) {

  /** On the roster, but never in the class yet. */
  static Participant newcomer(String name, ClassroomRole role, long since) {
    return new Participant(name, role, since, false, false, false, false, false, false);
  }

  public boolean isWaiting() {
    return role == ClassroomRole.WAITING;
  }

  /** In the room: connected and let in. */
  public boolean isInside() {
    return here && !isWaiting();
  }

  /** Whether their screen may be shown, as far as it is up to them. */
  boolean mayShare() {
    return role.isStaff() || spotlit || presenter;
  }

  Participant as(ClassroomRole newRole, long seq) {
    return new Participant(name, newRole, seq, here, admitted, muted, spotlit, presenter, sharing);
  }

  Participant here(boolean now) {
    return new Participant(name, role, since, now, admitted, muted, spotlit, presenter, sharing);
  }

  Participant admitted(boolean now) {
    return new Participant(name, role, since, here, now, muted, spotlit, presenter, sharing);
  }

  Participant muted(boolean now) {
    return new Participant(name, role, since, here, admitted, now, spotlit, presenter, sharing);
  }

  Participant spotlit(boolean now) {
    return new Participant(name, role, since, here, admitted, muted, now, presenter, sharing);
  }

  Participant presenter(boolean now) {
    return new Participant(name, role, since, here, admitted, muted, spotlit, now, sharing);
  }

  Participant sharing(boolean now) {
    return new Participant(name, role, since, here, admitted, muted, spotlit, presenter, now);
  }
}
