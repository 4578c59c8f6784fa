package io.lyceum.topic;

import io.lyceum.core.TopicRole;
import io.lyceum.core.UserId;
import io.lyceum.core.Viewer;
import java.util.Set;

/**
 * Who is shown a view, said without listing viewers where possible, so that one encoding serves
 * many.
 *
 * @param roles these roles; empty means every role
 * @param users these people; empty means everybody
 * @param not never these people
 */
public record Audience(Set<TopicRole> roles, Set<UserId> users, Set<UserId> not) {
  private static final Audience ALL = new Audience(Set.of(), Set.of(), Set.of());

  public Audience {
    roles = Set.copyOf(roles);
    users = Set.copyOf(users);
    not = Set.copyOf(not);
  }

  public static Audience all() {
    return ALL;
  }

  public static Audience roles(TopicRole... roles) {
    return new Audience(Set.of(roles), Set.of(), Set.of());
  }

  public static Audience users(UserId... users) {
    return new Audience(Set.of(), Set.of(users), Set.of());
  }

  public static Audience allBut(UserId... users) {
    return new Audience(Set.of(), Set.of(), Set.of(users));
  }

  public boolean includes(Viewer viewer) {
    return (roles.isEmpty() || roles.contains(viewer.role()))
        && (users.isEmpty() || users.contains(viewer.user()))
        && !not.contains(viewer.user());
  }
}
