package io.lyceum.core;

/** Who asks, as the token says. */
public record Caller(UserId user, String name, Role role, SchoolId school) {
  /** The server acting by itself in a school. */
  public static Caller system(SchoolId school) {
    return new Caller(new UserId("system"), "Lyceum", Role.SYSTEM, school);
  }

  public boolean may(Permission permission) {
    return Permissions.of(role).contains(permission);
  }

  public boolean isSystem() {
    return role == Role.SYSTEM;
  }
}
