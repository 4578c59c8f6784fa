package io.lyceum.benchmark.growth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.lyceum.bench.report.Plot;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

/** How growth is told in one figure. */
class ExponentTest {
  @Test
  void a_power_is_found() {
    assertThat(of(_ -> 7)).isEqualTo(new Exponent(0, 0));
    assertThat(of(x -> 3 * x).all()).isCloseTo(1, within(1e-9));
    assertThat(of(x -> x * x / 5).end()).isCloseTo(2, within(1e-9));
    assertThat(of(x -> 100 / x).all()).isCloseTo(-1, within(1e-9));
  }

  @Test
  void what_begins_to_grow_too_fast_only_at_the_end_is_seen() {
    Exponent exponent = of(x -> x < 1_000 ? 5 : 100);

    assertThat(exponent.all()).isLessThan(Exponent.MOST);
    assertThat(exponent.end()).isGreaterThan(Exponent.MOST);
    assertThat(exponent.isWithin()).isFalse();
  }

  @Test
  void what_grows_too_fast_before_the_end_is_seen_too() {
    Exponent exponent = of(x -> x < 1_000 ? x * x * x : 1_000_000);

    assertThat(exponent.end()).isLessThan(Exponent.MOST);
    assertThat(exponent.isWithin()).isFalse();
  }

  @Test
  void as_fast_as_the_input_is_allowed() {
    assertThat(of(x -> x).isWithin()).isTrue();
  }

  private static Exponent of(DoubleUnaryOperator figure) {
    return Exponent.of(
        List.copyOf(
            DoubleStream.of(10, 100, 1_000)
                .mapToObj(x -> new Plot.Point(x, figure.applyAsDouble(x)))
                .toList()));
  }
}
