package io.lyceum.topic.journal;

import io.lyceum.topic.Answer;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The last refusals, so that the same id gets the same answer again. Kept in memory only, as long
 * as the entity lives: a refused command changed nothing, so afterwards it may be decided anew.
 */
public final class Refusals {
  private static final int SIZE = 1024;

  private final Map<Sent, Answer> recent =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Sent, Answer> eldest) {
          return size() > SIZE;
        }
      };

  @Nullable Answer get(Sent sent) {
    return recent.get(sent);
  }

  Answer remember(Sent sent, Answer refusal) {
    recent.put(sent, refusal);
    return refusal;
  }
}
