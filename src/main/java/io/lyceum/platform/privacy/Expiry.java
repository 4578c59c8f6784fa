package io.lyceum.platform.privacy;

import io.lyceum.core.SchoolId;
import java.time.Instant;

/**
 * Lets go of what a school no longer keeps. Journals are never cut in the middle: tables lose rows,
 * and what is shown of the past ends where the school says.
 */
public interface Expiry {
  /** What it is about. */
  Kept kept();

  /**
   * Lets go of some of what is older than {@code before}. Doing it again after half of it does no
   * harm. Blocking.
   *
   * @return how much, at most a batch; 0 when nothing is left
   */
  int expire(SchoolId school, Instant before);
}
