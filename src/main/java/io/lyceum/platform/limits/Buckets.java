package io.lyceum.platform.limits;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * A token bucket for each name, of this node. A bucket that nobody asks is forgotten once it would
 * be full again; of more names than fit, those are forgotten that ask least.
 */
public final class Buckets<K> {
  /** A few hundred bytes each. */
  private static final int MOST_NAMES = 50_000;

  private final Limit limit;
  private final Rate rate;
  private final LimitMeters meters;
  private final TimeMeter time;
  private final Cache<K, Bucket> buckets;

  /**
   * @param nanos a clock that never goes back
   */
  public Buckets(Limit limit, Rate rate, LimitMeters meters, LongSupplier nanos) {
    this.limit = limit;
    this.rate = rate;
    this.meters = meters;
    this.time = new NanoMeter(nanos);
    this.buckets =
        Caffeine.newBuilder()
            .maximumSize(MOST_NAMES)
            .ticker(nanos::getAsLong)
            .expireAfterAccess(rate.refill().plus(Duration.ofSeconds(1)))
            .build();
  }

  /** Asks for one of {@code name}'s tokens; a refusal is counted. */
  public Taken take(K name) {
    ConsumptionProbe probe = buckets.get(name, _ -> full()).tryConsumeAndReturnRemaining(1);
    if (!probe.isConsumed()) {
      meters.refused(limit);
    }
    return new Taken(
        limit,
        rate,
        probe.isConsumed(),
        probe.getRemainingTokens(),
        Duration.ofNanos(probe.getNanosToWaitForRefill()),
        Duration.ofNanos(probe.getNanosToWaitForReset()));
  }

  /** How many names it knows at present. */
  long size() {
    buckets.cleanUp();
    return buckets.estimatedSize();
  }

  private Bucket full() {
    return Bucket.builder()
        .addLimit(
            limited -> limited.capacity(rate.burst()).refillGreedy(rate.amount(), rate.window()))
        .withCustomTimePrecision(time)
        .build();
  }

  private record NanoMeter(LongSupplier nanos) implements TimeMeter {
    @Override
    public long currentTimeNanos() {
      return nanos.getAsLong();
    }

    @Override
    public boolean isWallClockBased() {
      return false;
    }
  }
}
