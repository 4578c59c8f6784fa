package io.lyceum.socket;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class OutQueueTest {
  /** Steps: 0 answer, 1 events, 2 latest, 3 passing, 4 take. */
  @Property(tries = 300)
  void what_was_taken_in_comes_out_once_in_order_and_the_queue_stays_bounded(
      @ForAll @Size(max = 300) List<@IntRange(max = 4) Integer> steps) {
    OutQueue queue = new OutQueue(20, 400);
    List<String> promised = new ArrayList<>();
    List<String> out = new ArrayList<>();
    int number = 0;
    for (int step : steps) {
      String text = "n" + number++;
      switch (step) {
        case 0 -> {
          if (!queue.isFull()) {
            queue.answer(text);
            promised.add(text);
          }
        }
        case 1 -> {
          if (queue.events(text)) {
            promised.add(text);
          }
        }
        case 2 -> queue.latest("key", "L" + text);
        case 3 -> queue.passing("P" + text);
        default -> take(queue, out);
      }
    }
    while (!queue.isEmpty()) {
      take(queue, out);
    }
    assertThat(out.stream().filter(t -> t.startsWith("n"))).containsExactlyElementsOf(promised);
    assertThat(out).doesNotHaveDuplicates();
    assertThat(queue.hasRoom()).isTrue();
  }

  private static void take(OutQueue queue, List<String> out) {
    String text = queue.take();
    if (text != null) {
      out.addAll(text.lines().toList());
    }
  }

  @Test
  void a_waiting_value_is_replaced_by_a_newer_one_of_its_key() {
    OutQueue queue = new OutQueue(20, 400);
    queue.latest("a", "a1");
    queue.latest("b", "b1");
    queue.latest("a", "a2");
    assertThat(queue.take()).isEqualTo("a2\nb1");
    queue.latest("a", "a3");
    assertThat(queue.take()).isEqualTo("a3");
  }

  @Test
  void what_goes_out_together_is_bounded_but_one_long_text_goes_alone() {
    OutQueue queue = new OutQueue(20, 1_000_000);
    String half = "x".repeat(40_000);
    queue.answer(half);
    queue.answer(half);
    queue.answer("y".repeat(100_000));
    assertThat(queue.take()).hasSize(40_000);
    assertThat(queue.take()).hasSize(40_000);
    assertThat(queue.take()).hasSize(100_000);
    assertThat(queue.take()).isNull();
  }

  @Test
  void lossy_frames_are_dropped_first_and_counted() {
    OutQueue queue = new OutQueue(256, 1_000_000);
    for (int i = 0; i < 100; i++) {
      queue.passing("p");
    }
    assertThat(queue.takeDropped()).isEqualTo(new OutQueue.Dropped(0, 36));
    assertThat(queue.events("e")).isTrue();
  }
}
