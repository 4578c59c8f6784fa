package io.lyceum.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

/** The logarithmic axes of the picture. */
class AxisTest {
  @Test
  void an_axis_holds_all_values_between_round_ends() {
    Axis axis = Axis.over(DoubleStream.of(0.7, 3, 38_000));
    assertThat(axis.from()).isEqualTo(0.5);
    assertThat(axis.to()).isEqualTo(50_000);
    assertThat(axis.part(0.5)).isZero();
    assertThat(axis.part(50_000)).isEqualTo(1);
    assertThat(axis.ticks()).startsWith(0.5, 1.0, 2.0, 5.0, 10.0).endsWith(20_000.0, 50_000.0);
  }

  @Test
  void one_value_or_none_make_an_axis_too() {
    assertThat(Axis.over(DoubleStream.of(100)).ticks()).containsExactly(100.0, 200.0);
    assertThat(Axis.over(DoubleStream.empty()).ticks()).hasSize(4);
  }

  @Test
  void labels_are_short() {
    assertThat(Axis.label(0.5)).isEqualTo("0.50");
    assertThat(Axis.label(200)).isEqualTo("200");
    assertThat(Axis.label(20_000)).isEqualTo("20 k");
    assertThat(Axis.label(5_000_000)).isEqualTo("5 M");
  }
}
