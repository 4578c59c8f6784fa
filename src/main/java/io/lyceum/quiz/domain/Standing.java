package io.lyceum.quiz.domain;

import io.lyceum.core.UserId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** A participant's place; equal scores share a rank and the next rank is left out (1, 2, 2, 4). */
public record Standing(int rank, UserId user, String name, int score) {
  /** How many of the best everybody is shown. */
  public static final int TOP = 10;

  private static final Comparator<Standing> BEST_FIRST =
      Comparator.comparingInt(Standing::score)
          .reversed()
          .thenComparing(Standing::name)
          .thenComparing(standing -> standing.user().value());

  /** Ranks everybody in {@code names}; who has no score yet has 0. Best first, then by name. */
  static List<Standing> rank(Map<UserId, String> names, Map<UserId, Integer> scores) {
    List<Standing> sorted = new ArrayList<>();
    names.forEach(
        (user, name) -> sorted.add(new Standing(0, user, name, scores.getOrDefault(user, 0))));
    sorted.sort(BEST_FIRST);
    List<Standing> ranked = new ArrayList<>();
    for (Standing next : sorted) {
      boolean tied = !ranked.isEmpty() && ranked.getLast().score() == next.score();
      int rank = tied ? ranked.getLast().rank() : ranked.size() + 1;
      ranked.add(new Standing(rank, next.user(), next.name(), next.score()));
    }
    return ranked;
  }

  /** The first {@link #TOP}. */
  public static List<Standing> top(List<Standing> standings) {
    return standings.subList(0, Math.min(TOP, standings.size()));
  }
}
