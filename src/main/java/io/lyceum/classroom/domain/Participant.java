package io.lyceum.classroom.domain;

/**
 * Someone on the class's roster.
 *
 * @param since the number of the event that gave them their role; 0 for the teacher
 * @param here connected, be it in the room or in the lobby
 * @param admitted has been in the room, so that a lobby opened later does not hold them
 */
public record Participant(
    String name,
    ClassroomRole role,
    long since,
    boolean here,
    boolean admitted,
    boolean muted,
    boolean spotlit) {

  public boolean isWaiting() {
    return role == ClassroomRole.WAITING;
  }

  /** In the room: connected and let in. */
  public boolean isInside() {
    return here && !isWaiting();
  }

  Participant as(ClassroomRole newRole, long seq) {
    return new Participant(name, newRole, seq, here, admitted, muted, spotlit);
  }

  Participant here(boolean now) {
    return new Participant(name, role, since, now, admitted, muted, spotlit);
  }

  Participant admitted(boolean now) {
    return new Participant(name, role, since, here, now, muted, spotlit);
  }

  Participant muted(boolean now) {
    return new Participant(name, role, since, here, admitted, now, spotlit);
  }

  Participant spotlit(boolean now) {
    return new Participant(name, role, since, here, admitted, muted, now);
  }
}
