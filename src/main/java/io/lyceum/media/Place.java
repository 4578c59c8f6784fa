package io.lyceum.media;

import io.lyceum.core.UserId;

/**
 * One page of a member; a person may have two of them.
 *
 * @param device the page's own name for itself, which outlives its sockets
 */
public record Place(UserId user, String device) {
  /** Without the device, which is the page's own business. */
  @Override
  public String toString() {
    return "a place";
  }
}
