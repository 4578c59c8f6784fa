package io.lyceum.platform.gateway;

import io.lyceum.platform.front.Doors;
import io.lyceum.platform.limits.AddressGroup;
import io.lyceum.platform.limits.Limit;
import io.lyceum.platform.limits.LimitMeters;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;

/**
 * So many connections of one address; its further ones are cut without a word, for an answer costs
 * more than they do. Asked by one actor only.
 */
final class CountedDoors implements Doors {
  private final Map<String, Integer> open = new HashMap<>();
  private final int most;
  private final Predicate<InetAddress> exempt;
  private final LimitMeters meters;

  CountedDoors(int most, Predicate<InetAddress> exempt, LimitMeters meters) {
    this.most = most;
    this.exempt = exempt;
    this.meters = meters;
  }

  @Override
  public boolean enter(InetAddress from) {
    if (exempt.test(from)) {
      return true;
    }
    String group = AddressGroup.of(from.getHostAddress());
    if (open.getOrDefault(group, 0) >= most) {
      meters.refused(Limit.CONNECTIONS);
      return false;
    }
    open.merge(group, 1, Integer::sum);
    return true;
  }

  @Override
  public void leave(InetAddress from) {
    open.computeIfPresent(
        AddressGroup.of(from.getHostAddress()), (_, count) -> count > 1 ? count - 1 : null);
  }
}
