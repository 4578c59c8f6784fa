package io.lyceum.socket;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class RateLimitTest {
  @Property(tries = 300)
  void never_more_than_the_burst_and_the_sustained_rate(
      @ForAll @IntRange(min = 1, max = 200) int perSecond,
      @ForAll @Size(max = 500) List<@IntRange(max = 50) Integer> pausesMs) {
    RateLimit limit = new RateLimit(perSecond, 0);
    long ms = 0;
    int taken = 0;
    for (int pause : pausesMs) {
      ms += pause;
      if (limit.take(ms * 1_000_000)) {
        taken++;
      } else {
        long wait = limit.retryAfterMs();
        assertThat(wait).isPositive();
        assertThat(wait).isLessThanOrEqualTo(1000 / perSecond + 1);
      }
      assertThat((double) taken)
          .isLessThanOrEqualTo(2.0 * perSecond + ms / 1000.0 * perSecond + 1e-6);
    }
  }

  @Property(tries = 50)
  void after_the_pause_it_names_there_is_one(@ForAll @IntRange(min = 1, max = 200) int perSecond) {
    RateLimit limit = new RateLimit(perSecond, 0);
    for (int i = 0; i < 2 * perSecond; i++) {
      assertThat(limit.take(0)).isTrue();
    }
    assertThat(limit.take(0)).isFalse();
    assertThat(limit.take(limit.retryAfterMs() * 1_000_000)).isTrue();
  }
}
