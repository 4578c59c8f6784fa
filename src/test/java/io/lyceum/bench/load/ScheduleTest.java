package io.lyceum.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.lyceum.bench.net.Loop;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** When messages are meant to be sent, by whom, and that they are. */
class ScheduleTest {
  @Test
  void messages_are_spread_evenly_and_do_not_drift() {
    Schedule schedule = Schedule.of(1_000, 3_000, 1, 2);
    assertThat(schedule.count()).isEqualTo(9_000);
    assertThat(schedule.due(0)).isEqualTo(1_000);
    assertThat(schedule.due(3_000)).isEqualTo(1_000_001_000L);
    assertThat(schedule.due(9_000)).isEqualTo(3_000_001_000L);
  }

  @Test
  void the_measured_window_holds_just_the_measured_stamps() {
    Schedule schedule = Schedule.of(5_000, 700, 0.5, 1);
    long inside = 0;
    for (long i = 0; i < schedule.count(); i++) {
      // Stamps that went through an id are rounded by less than a microsecond.
      long stamp = schedule.due(i) + (i % 2 == 0 ? 900 : -900);
      if (stamp >= schedule.measuredFrom() && stamp < schedule.measuredTo()) {
        inside++;
      }
    }
    assertThat(inside).isEqualTo(schedule.measured()).isEqualTo(700);
  }

  @Test
  void people_who_answer_when_they_are_ready_do_so_in_no_rhythm_but_all_within_the_time() {
    Scattered times = Scattered.over(1_000, 2, 4_000, new SplittableRandom(7));
    long[] due = LongStream.range(0, times.count()).map(times::due).toArray();
    assertThat(due).hasSize(4_000).isSorted();
    assertThat(due[0]).isBetween(1_000L, 100_000_000L);
    assertThat(due[3_999]).isBetween(1_900_000_000L, 2_000_000_999L);
    assertThat(LongStream.range(1, due.length).map(i -> due[(int) i] - due[(int) i - 1]).distinct())
        .hasSizeGreaterThan(2_000);
  }

  @Test
  void a_step_is_bounded_by_messages_too() {
    Schedule schedule = new Steps.Timing(1, 100, 5_000).schedule(1_000);
    assertThat(schedule.count()).isEqualTo(5_000);
  }

  @Test
  void what_is_late_goes_at_once_and_keeps_its_time() throws Exception {
    Schedule schedule = Schedule.of(Loop.nanos() - 1_000_000_000, 100, 0, 1.5);
    List<Long> stamps = new ArrayList<>();
    CompletableFuture<Long> done = Pacer.start(schedule, (_, stamp) -> stamps.add(stamp));
    assertThat(done.get(30, TimeUnit.SECONDS)).isGreaterThanOrEqualTo(1_000_000_000L);
    assertThat(stamps).hasSize(150);
    for (int i = 0; i < 150; i++) {
      assertThat(stamps.get(i)).isEqualTo(schedule.due(i));
    }
    assertThat(Loop.nanos()).as("nothing was sent early").isGreaterThan(schedule.due(149));
  }

  @Test
  void messages_go_round_rooms_and_senders_evenly() {
    Plan plan = new Plan(3, 5, 2);
    Map<Integer, Integer> sent = new HashMap<>();
    for (long i = 0; i < 600; i++) {
      sent.merge(plan.sender(i), 1, Integer::sum);
    }
    assertThat(sent).isEqualTo(Map.of(0, 100, 1, 100, 5, 100, 6, 100, 10, 100, 11, 100));
    assertThat(plan.share(600)).isEqualTo(100);
  }
}
