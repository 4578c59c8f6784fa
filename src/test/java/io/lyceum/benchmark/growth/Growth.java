package io.lyceum.benchmark.growth;

import io.lyceum.benchmark.contender.Stage;
import java.util.List;
import java.util.Map;

/** A series of measurements in which one thing grows and all else stays. */
public interface Growth {
  /** All there are, in the order of the page. */
  List<Growth> ALL =
      List.of(
          RoomsGrowth.OF_TEN,
          RoomsGrowth.OF_ONE,
          new MembersGrowth(),
          new HistoryGrowth(),
          new TopicsGrowth(),
          new NodesGrowth());

  /** By which it is chosen, and what its plot is called. */
  String name();

  /** What is done, and what stays the same. */
  String shape();

  /** What grows, as a plural. */
  String input();

  /** How much of it, ascending. */
  List<Integer> points();

  /** Measures one point, with servers of its own. */
  Map<Figure, Double> measure(int point, Stage stage, Tool tool);
}
