package io.lyceum.identity.school;

import io.lyceum.core.SchoolId;
import io.lyceum.core.UserId;
import java.util.concurrent.CompletionStage;

/** Told of a change that is stored; it holds everywhere once the stage is done. */
@FunctionalInterface
public interface GuardianListener {
  /**
   * May be told the same twice.
   *
   * @param follows whether the parent may follow the child from now on, or may no longer
   */
  CompletionStage<?> changed(SchoolId school, UserId child, UserId parent, boolean follows);
}
