package io.lyceum.benchmark;

import io.lyceum.benchmark.contender.Stage;
import io.lyceum.browser.MediaBench;
import java.util.List;
import java.util.Map;

/** M1: picture and voice of a class through a real Janus, in real browsers on the same machine. */
final class MediaExercise implements Exercise {
  private static final double FIRST_FRAME_MILLIS = 2_000;

  @Override
  public String title() {
    return "M1";
  }

  @Override
  public String shape() {
    return "picture and voice of a class: 640 × 360 in two sizes and a voice, one Janus; browsers,"
        + " server, database and Janus share the cores";
  }

  @Override
  public List<Figure> figures() {
    return List.of(
        Figure.told("joinP50", "a pupil joins: until the first picture is there, p50", "ms"),
        Figure.atMost(FIRST_FRAME_MILLIS, "joinP95", "the same, p95", "ms"),
        Figure.told("signalP50", "a signal to the room and its answer, p50", "ms"),
        Figure.told("signalP95", "the same, p95", "ms"),
        Figure.told("muteP50", "the teacher mutes: until the pupil's page is told, p50", "ms"),
        Figure.told("muteP95", "the same, p95", "ms"),
        Figure.told("publisher", "Janus for one who sends, nobody listening", "cores"),
        Figure.told("listener", "Janus for each listener, at the most of them", "cores"),
        Figure.told("listeners", "listeners of one sender, lost packets under 1 %", ""),
        Figure.told("atMost", "Janus with them", "cores"),
        Figure.told("packets", "packets to them", "/s"));
  }

  @Override
  public boolean isPossible() {
    return MediaBench.isPossible();
  }

  @Override
  public int most() {
    return 1;
  }

  @Override
  public Map<String, Double> run(Stage stage, LoadTool tool) {
    return MediaBench.run(tool.folder());
  }
}
