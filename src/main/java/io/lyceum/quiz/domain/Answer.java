package io.lyceum.quiz.domain;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;

/**
 * What a pupil says to a question: exactly one of the four parts. A single choice is a number too,
 * its index; the question tells which form it wants.
 *
 * @param choices indexes, ascending
 */
public record Answer(
    Optional<Double> number,
    Optional<List<Integer>> choices,
    Optional<Boolean> truth,
    Optional<String> text) {
  /** Up to here every whole double is exact, so it can be written without a fraction. */
  private static final double EXACT = 1L << 53;

  public Answer {
    choices = choices.map(indexes -> indexes.stream().sorted().toList());
  }

  public static Answer number(double number) {
    return new Answer(Optional.of(number), Optional.empty(), Optional.empty(), Optional.empty());
  }

  public static Answer choices(List<Integer> indexes) {
    return new Answer(Optional.empty(), Optional.of(indexes), Optional.empty(), Optional.empty());
  }

  public static Answer truth(boolean truth) {
    return new Answer(Optional.empty(), Optional.empty(), Optional.of(truth), Optional.empty());
  }

  public static Answer text(String text) {
    return new Answer(Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(text));
  }

  /** The name under which a distribution counts it; answers that mean the same share one. */
  public String key() {
    return number
        .map(Answer::plain)
        .or(() -> choices.map(Answer::joined))
        .or(() -> truth.map(String::valueOf))
        .or(() -> text.map(Answer::folded))
        .orElse("");
  }

  /** How many of these answers have each key. */
  static PMap<String, Integer> distribution(Stream<Answer> answers) {
    Map<String, Integer> counts = new HashMap<>();
    answers.forEach(answer -> counts.merge(answer.key(), 1, Integer::sum));
    return HashTreePMap.from(counts);
  }

  /** A text as it is compared: NFKC, trimmed, case folded. */
  static String folded(String text) {
    // NFKC first: it turns the no-break space, which strip() keeps, into a plain one. Upper before
    // lower case is the nearest the JDK has to Unicode's full case folding (ß = ss, ς = σ).
    String composed = Normalizer.normalize(text, Normalizer.Form.NFKC).strip();
    String caseless = composed.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    return Normalizer.normalize(caseless, Normalizer.Form.NFKC);
  }

  private static String plain(double number) {
    boolean whole = number == Math.rint(number) && Math.abs(number) <= EXACT;
    return whole ? Long.toString((long) number) : Double.toString(number);
  }

  private static String joined(List<Integer> indexes) {
    return String.join(",", indexes.stream().map(String::valueOf).toList());
  }
}
