package io.lyceum.faults.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.lyceum.faults.check.Findings.Anomaly;
import io.lyceum.faults.check.Line.What;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Each anomaly, made by spoiling a history in which nothing is wrong. */
class CheckerTest {
  private static final String ROOM = "chat:one";

  private final NavigableMap<Long, String> journal =
      new TreeMap<>(Map.of(1L, "", 2L, "ada/1", 3L, "bob/1", 4L, "ada/2"));
  private final List<Line> history =
      new ArrayList<>(
          List.of(
              line(What.RESET, "ada", null, 1),
              line(What.RESET, "bob", null, 1),
              line(What.INVOKE, "ada", "ada/1", 0),
              line(What.OK, "ada", "ada/1", 2),
              line(What.INVOKE, "bob", "bob/1", 0),
              line(What.OK, "bob", "bob/1", 3),
              line(What.INVOKE, "ada", "ada/2", 0),
              line(What.OK, "ada", "ada/2", 4),
              line(What.RECV, "ada", "ada/1", 2),
              line(What.RECV, "ada", "bob/1", 3),
              line(What.RESUME, "ada", null, 3),
              line(What.RECV, "ada", "ada/2", 4),
              line(What.RECV, "bob", "ada/1", 2),
              line(What.RECV, "bob", "bob/1", 3),
              line(What.RECV, "bob", "ada/2", 4),
              line(What.LEVEL, "ada", null, 4),
              line(What.LEVEL, "bob", null, 4)));

  @Test
  void a_history_in_which_nothing_is_wrong_is_clean() {
    assertThat(check().isClean()).isTrue();
  }

  @Test
  void a_row_that_is_gone() {
    journal.remove(3L);
    finds(Anomaly.LOST_ACKED);
    finds(Anomaly.JOURNAL_HOLE);
  }

  @Test
  void a_message_written_twice() {
    journal.put(5L, "ada/1");
    finds(Anomaly.DUPLICATE);
    finds(Anomaly.SENDER_ORDER);
  }

  @Test
  void another_message_at_a_seq() {
    spoil(What.RECV, "bob", 3, line(What.RECV, "bob", "ada/2", 3));
    finds(Anomaly.INCONSISTENT);
  }

  @Test
  void an_event_given_twice() {
    history.add(line(What.RECV, "bob", "ada/2", 4));
    finds(Anomaly.DELIVERED_TWICE);
  }

  @Test
  void who_asks_again_from_an_earlier_place_gets_it_again_but_once() {
    history.add(line(What.RESUME, "bob", null, 2));
    history.add(line(What.RECV, "bob", "bob/1", 3));
    history.add(line(What.RECV, "bob", "ada/2", 4));
    assertThat(check().isClean()).isTrue();
    history.add(line(What.RECV, "bob", "ada/2", 4));
    finds(Anomaly.DELIVERED_TWICE);
  }

  @Test
  void an_event_that_never_came() {
    history.removeIf(line -> line.what() == What.RECV && line.seq() == 3);
    finds(Anomaly.SILENT_GAP);
    finds(Anomaly.UNSEEN);
  }

  @Test
  void a_reader_who_stays_behind() {
    history.removeIf(line -> line.what() == What.RECV && line.seq() == 4);
    spoil(What.LEVEL, "ada", 4, line(What.LEVEL, "ada", null, 3));
    finds(Anomaly.UNSEEN);
  }

  @Test
  void events_in_another_order() {
    history.removeIf(line -> line.client().equals("bob") && line.what() == What.RECV);
    history.add(line(What.RECV, "bob", "ada/1", 2));
    history.add(line(What.RECV, "bob", "ada/2", 4));
    history.add(line(What.RECV, "bob", "bob/1", 3));
    finds(Anomaly.OUT_OF_ORDER);
  }

  @Test
  void what_nobody_sent() {
    history.removeIf(line -> line.what() == What.INVOKE && "bob/1".equals(line.key()));
    finds(Anomaly.PHANTOM);
  }

  @Test
  void what_was_refused_and_comes_all_the_same() {
    spoil(What.OK, "bob", 3, line(What.FAIL, "bob", "bob/1", 0));
    finds(Anomaly.PHANTOM);
  }

  @Test
  void a_message_nobody_answered() {
    history.add(line(What.INVOKE, "bob", "bob/2", 0));
    finds(Anomaly.UNANSWERED);
  }

  @Test
  void a_reset_may_pass_over_what_its_snapshot_holds() {
    history.removeIf(line -> line.client().equals("bob") && line.what() == What.RECV);
    history.add(line(What.RECV, "bob", "ada/1", 2));
    history.add(line(What.RESET, "bob", null, 4));
    assertThat(check().isClean()).isTrue();
  }

  private void spoil(What what, String client, long seq, Line by) {
    history.replaceAll(
        line ->
            line.what() == what && line.client().equals(client) && line.seq() == seq ? by : line);
  }

  private void finds(Anomaly anomaly) {
    Findings findings = check();
    assertThat(findings.count(anomaly)).as(findings.toString()).isPositive();
  }

  private Findings check() {
    Checker checker = new Checker(new Journal(Map.of(ROOM, journal)));
    history.forEach(checker::accept);
    return checker.findings();
  }

  private static Line line(What what, String client, @Nullable String key, long seq) {
    return new Line(0, what, client, ROOM, key, seq, null);
  }
}
