package io.lyceum.core;

/** Whether a person may be in a topic, and as what. */
public sealed interface Admission {
  /**
   * @param since the sequence number from which this role sees the stream; who resumes from before
   *     it is given a fresh snapshot, so a replay never shows what the live stream hid. 0 when the
   *     role was always theirs.
   */
  record Admitted(TopicRole role, long since) implements Admission {}

  record Refused(Rejection rejection) implements Admission {}

  /** The answer is known by another topic: its admission decides, see {@link Decider#admitFrom}. */
  record AskElsewhere(TopicId topic) implements Admission {}

  static Admission as(TopicRole role) {
    return new Admitted(role, 0);
  }

  static Admission as(TopicRole role, long since) {
    return new Admitted(role, since);
  }

  static Admission refuse(Reason reason) {
    return new Refused(reason.rejection());
  }
}
