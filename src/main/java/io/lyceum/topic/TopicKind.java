package io.lyceum.topic;

import io.lyceum.core.Decider;
import io.lyceum.platform.json.JournalCodec;
import java.util.Arrays;

/**
 * What a new live feature hands to the runtime; nothing else is needed.
 *
 * @param name the {@code kind} of {@code kind:id}
 * @param decider the rules
 * @param frames the wire
 * @param journal the stored form
 * @param amendment brings pages of the past up to date
 */
public record TopicKind<S, C, E>(
    String name,
    Decider<S, C, E> decider,
    TopicFrames<S, C, E> frames,
    JournalCodec<S, E> journal,
    Amendment amendment) {

  /**
   * Whether its topics ever want to be woken. Asked of the class, so that no kind can forget to say
   * so.
   */
  public boolean keepsTime() {
    return Arrays.stream(decider.getClass().getMethods())
        .anyMatch(
            method ->
                method.getName().equals("alarm")
                    && !method.getDeclaringClass().equals(Decider.class));
  }

  /** A kind whose past stands as it was told. */
  public TopicKind(
      String name,
      Decider<S, C, E> decider,
      TopicFrames<S, C, E> frames,
      JournalCodec<S, E> journal) {
    this(name, decider, frames, journal, Amendment.NONE);
  }
}
