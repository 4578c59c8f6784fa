package io.lyceum.topic.journal;

import java.util.List;
import net.bytebuddy.asm.Advice;

/** A planted defect: becomes the end of {@link BatchFold#decide}. */
public final class AckTooEarly {
  private AckTooEarly() {}

  @Advice.OnMethodExit
  static void answer(@Advice.FieldValue("outcomes") List<BatchFold.Outcome> outcomes) {
    if (!outcomes.isEmpty()) {
      BatchFold.Outcome last = outcomes.get(outcomes.size() - 1);
      last.replyTo().tell(last.answer());
    }
  }
}
