package io.lyceum.topic.journal;

import io.lyceum.core.CommandId;
import io.lyceum.core.UserId;
import io.lyceum.topic.Answer;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The last refusals, so that the same id gets the same answer again. Kept in memory only: a refused command changed nothing, so
 * after a crash it may be decided anew without harm.
 */
final class Refusals {
  private static final int SIZE = 1024;

  private record Key(UserId user, CommandId id) {}

  private final Map<Key, Answer> recent =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Answer> eldest) {
          return size() > SIZE;
        }
      };

  @Nullable Answer get(UserId user, CommandId id) {
    return recent.get(new Key(user, id));
  }

  Answer remember(UserId user, CommandId id, Answer refusal) {
    recent.put(new Key(user, id), refusal);
    return refusal;
  }
}
