package io.lyceum.identity.roster;

import io.lyceum.core.Caller;
import io.lyceum.core.ErrorCode;
import io.lyceum.core.Permission;
import io.lyceum.core.Permissions;
import io.lyceum.core.Role;
import io.lyceum.platform.http.Refusal;
import java.util.Set;

/** Whose accounts a person may manage, and which roles they may give. */
final class Ranks {
  private Ranks() {}

  /** Fails with {@code forbidden} when the role allows more than the caller's, or appoints. */
  static void check(Caller caller, Role role) {
    Set<Permission> theirs = Permissions.of(role);
    boolean administers = theirs.contains(Permission.MANAGE_PEOPLE);
    if (administers && !caller.may(Permission.APPOINT_ADMINISTRATORS)) {
      throw new Refusal(Permission.APPOINT_ADMINISTRATORS.rejection());
    }
    if (administers && !Permissions.of(caller.role()).containsAll(theirs)) {
      throw Refusal.of(ErrorCode.FORBIDDEN, "That role may do more than yours.");
    }
  }
}
