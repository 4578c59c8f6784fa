package io.lyceum.classroom.domain;

/**
 * What holds for the whole class.
 *
 * @param chat pupils may write in the class's chat
 * @param hands pupils may raise their hands
 * @param microphones pupils may speak
 * @param lobby newcomers wait until they are let in
 * @param manyScreens several may share their screens at the same time
 */
public record ClassroomRules(
    boolean chat, boolean hands, boolean microphones, boolean lobby, boolean manyScreens) {
  public static final ClassroomRules USUAL = new ClassroomRules(true, true, true, false, false);

  /** The usual ones for a class whose newcomers wait. */
  static final ClassroomRules WITH_LOBBY = new ClassroomRules(true, true, true, true, false);
}
