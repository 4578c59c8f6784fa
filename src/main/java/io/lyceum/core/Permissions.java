package io.lyceum.core;

import static io.lyceum.core.Permission.APPOINT_ADMINISTRATORS;
import static io.lyceum.core.Permission.CREATE_CHANNELS;
import static io.lyceum.core.Permission.CREATE_CLASSES;
import static io.lyceum.core.Permission.CREATE_QUIZZES;
import static io.lyceum.core.Permission.CREATE_SCHOOLS;
import static io.lyceum.core.Permission.EXPORT_DATA;
import static io.lyceum.core.Permission.FOLLOW_CHILDREN;
import static io.lyceum.core.Permission.JOIN_CLASSES;
import static io.lyceum.core.Permission.JOIN_QUIZZES;
import static io.lyceum.core.Permission.MANAGE_GUARDIANS;
import static io.lyceum.core.Permission.MANAGE_PEOPLE;
import static io.lyceum.core.Permission.MANAGE_SCHOOL;
import static io.lyceum.core.Permission.OPEN_CHATS;
import static io.lyceum.core.Permission.PLACE_CALLS;
import static io.lyceum.core.Permission.READ_AUDIT_LOG;
import static io.lyceum.core.Permission.SEE_COURSES;
import static io.lyceum.core.Permission.SEE_PEOPLE;

import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** The one table of what each role allows; {@code src/docs/permissions.md} is made of it. */
public final class Permissions {
  private static final Map<Role, Set<Permission>> TABLE = new EnumMap<>(Role.class);

  static {
    allow(
        Role.STUDENT, SEE_PEOPLE, OPEN_CHATS, PLACE_CALLS, JOIN_CLASSES, JOIN_QUIZZES, SEE_COURSES);
    allow(Role.TEACHER, Role.STUDENT, CREATE_CHANNELS, CREATE_CLASSES, CREATE_QUIZZES);
    allow(Role.PARENT, FOLLOW_CHILDREN);
    allow(Role.ADMIN, Role.TEACHER, READ_AUDIT_LOG, MANAGE_PEOPLE, MANAGE_GUARDIANS, MANAGE_SCHOOL);
    allow(Role.SCHOOL_ADMIN, Role.ADMIN, EXPORT_DATA, APPOINT_ADMINISTRATORS);
    allow(Role.SUPER_ADMIN, Role.SCHOOL_ADMIN, CREATE_SCHOOLS);
    allow(Role.SYSTEM, Permission.values());
  }

  private Permissions() {}

  public static Set<Permission> of(Role role) {
    return TABLE.getOrDefault(role, Set.of());
  }

  private static void allow(Role role, Permission... permissions) {
    Set<Permission> all = EnumSet.noneOf(Permission.class);
    Collections.addAll(all, permissions);
    TABLE.put(role, Collections.unmodifiableSet(all));
  }

  /** All that {@code base} allows, and more. */
  private static void allow(Role role, Role base, Permission... more) {
    Set<Permission> all = EnumSet.copyOf(of(base));
    Collections.addAll(all, more);
    TABLE.put(role, Collections.unmodifiableSet(all));
  }
}
