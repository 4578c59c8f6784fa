package io.lyceum.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.lyceum.platform.websocket.EncodedText;
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
            queue.answer(EncodedText.of(text));
            promised.add(text);
          }
        }
        case 1 -> {
          if (queue.events(EncodedText.of(text))) {
            promised.add(text);
          }
        }
        case 2 -> queue.latest("key", EncodedText.of("L" + text));
        case 3 -> queue.passing(EncodedText.of("P" + text));
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

  private static List<String> texts(List<EncodedText> taken) {
    return taken.stream().map(EncodedText::text).toList();
  }

  private static void take(OutQueue queue, List<String> out) {
    out.addAll(texts(queue.take()));
  }

  @Test
  void a_waiting_value_is_replaced_by_a_newer_one_of_its_key() {
    OutQueue queue = new OutQueue(20, 400);
    queue.latest("a", EncodedText.of("a1"));
    queue.latest("b", EncodedText.of("b1"));
    queue.latest("a", EncodedText.of("a2"));
    assertThat(texts(queue.take())).containsExactly("a2", "b1");
    queue.latest("a", EncodedText.of("a3"));
    assertThat(texts(queue.take())).containsExactly("a3");
  }

  @Test
  void what_goes_out_together_is_bounded_but_one_long_text_goes_alone() {
    OutQueue queue = new OutQueue(20, 1_000_000);
    EncodedText half = EncodedText.of("x".repeat(40_000));
    queue.answer(half);
    queue.answer(half);
    queue.answer(EncodedText.of("y".repeat(100_000)));
    assertThat(queue.take()).containsExactly(half);
    assertThat(queue.take()).containsExactly(half);
    assertThat(queue.take()).hasSize(1);
    assertThat(queue.take()).isEmpty();
  }

  @Test
  void lossy_frames_are_dropped_first_and_counted() {
    OutQueue queue = new OutQueue(256, 1_000_000);
    for (int i = 0; i < 100; i++) {
      queue.passing(EncodedText.of("p"));
    }
    assertThat(queue.takeDropped()).isEqualTo(new OutQueue.Dropped(0, 36));
    assertThat(queue.events(EncodedText.of("e"))).isTrue();
  }
}
