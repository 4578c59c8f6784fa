package io.lyceum.platform.limits;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.jdbi.v3.core.Handle;

/**
 * Counts what may be tried a few times only, such as a password, in the database: whoever asks ten
 * nodes has no more attempts than who asks one. An attempt counts before its outcome is known, in
 * one statement, so that a burst cannot slip through.
 */
public final class Attempts {
  /** By the database's clock; a window that is over begins anew with this attempt. */
  private static final String ADD =
      """
      insert into attempt as a (name, since, count) values (:name, clock_timestamp(), 1)
      on conflict (name) do update set
        count = case when a.since + :window * interval '1 ms' <= clock_timestamp() then 1
                     else least(a.count, :most) + 1 end,
        since = case when a.since + :window * interval '1 ms' <= clock_timestamp() then clock_timestamp()
                     else a.since end
      returning case when count <= :most then 0 else
        greatest(1, ceil(extract(epoch from since + :window * interval '1 ms' - clock_timestamp()) * 1000))::bigint end
      """;

  /** Every so many attempts somebody sweeps. */
  private static final int SWEEP = 500;

  private final Limit limit;
  private final int most;
  private final Duration window;
  private final LimitMeters meters;

  /**
   * @param most how many in any window
   */
  public Attempts(Limit limit, int most, Duration window, LimitMeters meters) {
    this.limit = limit;
    this.most = most;
    this.window = window;
    this.meters = meters;
  }

  /** Counts an attempt; zero when it may go on, else how long to wait. */
  public Duration add(Handle handle, String name) {
    if (ThreadLocalRandom.current().nextInt(SWEEP) == 0) {
      sweep(handle);
    }
    long wait =
        handle
            .createQuery(ADD)
            .bind("name", key(name))
            .bind("window", window.toMillis())
            .bind("most", most)
            .mapTo(Long.class)
            .one();
    if (wait > 0) {
      meters.refused(limit);
    }
    return Duration.ofMillis(wait);
  }

  /** One attempt was none: it is given back. */
  public void takeBack(Handle handle, String name) {
    handle.execute("update attempt set count = greatest(count - 1, 0) where name = ?", key(name));
  }

  /** All were none. */
  public void forget(Handle handle, String name) {
    handle.execute("delete from attempt where name = ?", key(name));
  }

  /** Nobody waits for a row that another is counting in. */
  private static void sweep(Handle handle) {
    handle.execute(
        "delete from attempt where name in (select name from attempt where since <"
            + " clock_timestamp() - interval '1 day' limit 10000 for update skip locked)");
  }

  private byte[] key(String name) {
    try {
      return MessageDigest.getInstance("SHA-256")
          .digest((limit.label() + " " + name).getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has it", e);
    }
  }
}
