package io.lyceum.platform.limits;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class BucketsTest {
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final AtomicLong nanos = new AtomicLong();

  private Buckets<String> buckets(Rate rate) {
    return new Buckets<>(Limit.PERSON, rate, new LimitMeters(registry), nanos::get);
  }

  @Test
  void tokens_come_back_evenly_and_each_name_has_its_own() {
    Buckets<String> buckets = buckets(Rate.per(Duration.ofSeconds(10), 2));
    assertThat(buckets.take("ada").remaining()).isEqualTo(1);
    assertThat(buckets.take("ada").remaining()).isZero();
    Taken refused = buckets.take("ada");
    assertThat(refused.granted()).isFalse();
    assertThat(refused.retryAfterMs()).isEqualTo(5_000);
    assertThat(refused.full()).isEqualTo(Duration.ofSeconds(10));
    assertThat(buckets.take("bob").granted()).isTrue();
    nanos.addAndGet(Duration.ofSeconds(5).toNanos());
    assertThat(buckets.take("ada").granted()).isTrue();
    assertThat(registry.get("lyceum.limits.refused").tag("limit", "person").counter().count())
        .isEqualTo(1);
  }

  @Test
  void a_name_that_asks_no_more_is_forgotten_and_there_are_never_too_many() {
    Buckets<String> buckets = buckets(Rate.perSecond(5));
    for (int i = 0; i < 60_000; i++) {
      buckets.take("stranger " + i);
    }
    assertThat(buckets.size()).isLessThanOrEqualTo(50_000);
    nanos.addAndGet(Duration.ofSeconds(4).toNanos());
    Awaitility.await().until(() -> buckets.size() == 0);
  }

  @Test
  void all_addresses_of_a_home_are_one() {
    assertThat(AddressGroup.of("192.0.2.7")).isEqualTo("192.0.2.7");
    assertThat(AddressGroup.of("2001:db8:1:2::1"))
        .isEqualTo(AddressGroup.of("2001:db8:1:2:ffff::9"))
        .isNotEqualTo(AddressGroup.of("2001:db8:1:3::1"));
    assertThat(AddressGroup.of("::ffff:192.0.2.7")).isEqualTo("192.0.2.7");
    assertThat(AddressGroup.of("unknown")).isEqualTo("unknown");
  }
}
