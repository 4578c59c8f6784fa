package io.lyceum.benchmark.growth;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the page says of growth. */
class GrowthSectionTest {
  private static final GrowthSection FLAT =
      section(Map.of("G-members", List.of(point(10, 4, 0.5), point(100, 4, 0.55))));

  @Test
  void figures_and_their_growth_stand_in_one_table() {
    assertThat(FLAT.text())
        .contains(
            """
            ### G-members: 10 to 100 members
            """)
        .contains(
            """
            | members | p99, ms | server, cores |
            |--:|--:|--:|
            | 10 | 4.00 | 0.50 |
            | 100 | 4.00 | 0.55 |
            | growth | 0.00 | 0.04 |
            | at the end | 0.00 | 0.04 |

            Goal: nothing grows faster than its input, met.

            ![growth](images/G-members.svg)
            """)
        .doesNotContain("G-rooms");
  }

  @Test
  void what_grows_faster_than_its_input_is_named() {
    GrowthSection section =
        section(Map.of("G-members", List.of(point(10, 4, 0.5), point(100, 400, 0.5))));

    assertThat(section.text())
        .contains("| at the end | **2.00** | 0.00 |")
        .contains("faster than its input, **not met**: p99.");
  }

  @Test
  void nothing_measured_is_nothing_said() {
    GrowthSection section = section(Map.of("G-members", List.of(point(10, 4, 0.5))));

    assertThat(section.text()).isEmpty();
    assertThat(section.plots()).isEmpty();
  }

  @Test
  void a_plot_has_a_line_for_each_figure_and_one_to_compare_with() {
    assertThat(FLAT.plots()).containsOnlyKeys("G-members.svg");
    assertThat(FLAT.plots().get("G-members.svg"))
        .contains(">p99<", ">server<", ">as the input<", ">members<")
        .doesNotContain(">live heap<");
  }

  private static GrowthSection section(Map<String, List<Point>> points) {
    return new GrowthSection(points, "images/");
  }

  private static Point point(int input, double p99, double cores) {
    return new Point(input, Map.of(Figure.P99, p99, Figure.SERVER, cores));
  }
}
