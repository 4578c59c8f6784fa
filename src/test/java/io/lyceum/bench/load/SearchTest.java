package io.lyceum.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The search for the highest rate a server carries. */
class SearchTest {
  @ParameterizedTest
  @ValueSource(doubles = {40, 499, 500, 3_500, 45_000, 1_000_000})
  void the_limit_is_found_to_a_tenth_from_below(double limit) {
    Search search = new Search(500, 0.1);
    while (!search.isDone()) {
      search.tried(search.next() <= limit);
    }
    assertThat(search.best()).isBetween(limit / 1.1, limit);
  }

  @Test
  void a_rate_that_fails_once_is_tried_again() {
    Search search = new Search(100, 0.5);
    search.tried(false);
    assertThat(search.next()).isEqualTo(100);
    search.tried(true);
    assertThat(search.best()).isEqualTo(100);
    assertThat(search.next()).isEqualTo(200);
  }

  @Test
  void it_climbs_by_doubling_and_then_halves_the_gap() {
    Search search = new Search(100, 0.2);
    List<Double> tried = new ArrayList<>();
    while (!search.isDone()) {
      tried.add(search.next());
      search.tried(search.next() <= 450);
    }
    assertThat(tried.subList(0, 5)).containsExactly(100.0, 200.0, 400.0, 800.0, 800.0);
    assertThat(tried.get(5)).isBetween(565.0, 566.0);
  }

  @Test
  void a_server_that_carries_nothing_ends_the_search() {
    Search search = new Search(500, 0.1);
    int steps = 0;
    while (!search.isDone()) {
      search.tried(false);
      steps++;
    }
    assertThat(search.best()).isZero();
    assertThat(steps).isLessThanOrEqualTo(40);
  }
}
