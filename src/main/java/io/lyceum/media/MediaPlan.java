package io.lyceum.media;

import io.lyceum.core.UserId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a topic wants of its media, by its own rules: the answer to its report {@link #REPORT}.
 *
 * @param open whether there is a room at all
 * @param members who is inside, with what each may send
 */
public record MediaPlan(boolean open, List<Member> members) {
  /** The report that a topic with media answers, to the server alone. */
  public static final String REPORT = "media";

  /**
   * Someone inside.
   *
   * @param recorded whether what they send is to be recorded, so far as they consent
   */
  public record Member(UserId user, Rights rights, boolean recorded) {
    public Member(UserId user, Rights rights) {
      this(user, rights, false);
    }
  }

  /** Who is to be recorded. */
  public Set<UserId> recorded() {
    return members.stream()
        .filter(Member::recorded)
        .map(Member::user)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** By person. */
  public Map<UserId, Rights> rights() {
    return members.stream().collect(Collectors.toUnmodifiableMap(Member::user, Member::rights));
  }
}
