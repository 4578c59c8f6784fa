package io.lyceum.quiz;

import com.fasterxml.jackson.databind.JsonNode;
import io.lyceum.platform.json.Fields;
import io.lyceum.quiz.domain.Question;
import io.lyceum.quiz.domain.QuestionId;
import io.lyceum.quiz.domain.Solution;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** Reads one question; each wrong field is noted under its own path. */
final class QuestionReader {
  private static final int MAX_CHOICE = 500;
  private static final int MAX_SPELLINGS = 20;
  private static final int MAX_SPELLING = 200;

  private QuestionReader() {}

  static Question read(Fields fields, Function<Fields, QuestionId> id) {
    Question.Type type =
        fields.parsed(
            "type",
            Question.Type.BOOLEAN,
            "one of single, multiple, boolean, numeric, text",
            text ->
                Arrays.stream(Question.Type.values())
                    .filter(t -> wire(t).equals(text))
                    .findFirst());
    List<String> choices = choices(fields, type);
    return new Question(
        id.apply(fields),
        type,
        fields.text("text", Question.MAX_TEXT),
        choices,
        solution(fields, type, choices.size()),
        (int) fields.number("seconds", 1, Question.MAX_SECONDS),
        (int) fields.number("points", 1, Question.MAX_POINTS));
  }

  static String wire(Question.Type type) {
    return type.name().toLowerCase(Locale.ROOT);
  }

  private static List<String> choices(Fields fields, Question.Type type) {
    return switch (type) {
      case SINGLE, MULTIPLE ->
          fields.texts("choices", Question.MIN_CHOICES, Question.MAX_CHOICES, MAX_CHOICE);
      case BOOLEAN, NUMERIC, TEXT -> {
        if (fields.value("choices").filter(list -> !list.isEmpty()).isPresent()) {
          fields.problem("choices", "belongs to the types single and multiple only");
        }
        yield List.of();
      }
    };
  }

  private static Solution solution(Fields fields, Question.Type type, int choices) {
    Optional<JsonNode> value = fields.value("solution");
    if (value.isEmpty()) {
      return fields.missing("solution", Solution.truth(false));
    }
    Optional<Solution> solution =
        switch (type) {
          case SINGLE -> index(value.get(), choices).map(Solution::choice);
          case MULTIPLE -> indexes(value.get(), choices).map(Solution::choices);
          case BOOLEAN -> value.filter(JsonNode::isBoolean).map(v -> Solution.truth(v.asBoolean()));
          case NUMERIC -> range(value.get());
          case TEXT -> spellings(value.get());
        };
    return solution.orElseGet(
        () -> {
          fields.problem("solution", "must be " + form(type));
          return Solution.truth(false);
        });
  }

  private static String form(Question.Type type) {
    return switch (type) {
      case SINGLE -> "the index of a choice, from 0";
      case MULTIPLE -> "a list of indexes of choices, from 0, each once";
      case BOOLEAN -> "true or false";
      case NUMERIC -> "{value, tolerance}, two numbers, the tolerance not negative";
      case TEXT -> "a list of 1 to 20 texts of 1 to 200 characters";
    };
  }

  private static Optional<Integer> index(JsonNode value, int choices) {
    boolean valid = value.isInt() && value.asInt() >= 0 && value.asInt() < choices;
    return valid ? Optional.of(value.asInt()) : Optional.empty();
  }

  private static Optional<List<Integer>> indexes(JsonNode value, int choices) {
    List<Integer> indexes = new ArrayList<>();
    value.forEach(item -> index(item, choices).ifPresent(indexes::add));
    boolean valid =
        value.isArray() && !indexes.isEmpty() && new HashSet<>(indexes).size() == value.size();
    return valid ? Optional.of(indexes) : Optional.empty();
  }

  private static Optional<Solution> range(JsonNode value) {
    double middle = value.path("value").asDouble();
    double tolerance = value.path("tolerance").asDouble();
    boolean valid =
        value.path("value").isNumber()
            && value.path("tolerance").isNumber()
            && value.size() == 2
            && Double.isFinite(middle)
            && Double.isFinite(tolerance)
            && tolerance >= 0;
    return valid ? Optional.of(Solution.range(middle, tolerance)) : Optional.empty();
  }

  private static Optional<Solution> spellings(JsonNode value) {
    List<String> accepted = new ArrayList<>();
    value.forEach(
        item -> {
          if (item.isTextual()
              && !item.asText().isBlank()
              && item.asText().length() <= MAX_SPELLING) {
            accepted.add(item.asText());
          }
        });
    boolean valid =
        value.isArray()
            && !accepted.isEmpty()
            && accepted.size() <= MAX_SPELLINGS
            && accepted.size() == value.size();
    return valid ? Optional.of(Solution.spellings(accepted)) : Optional.empty();
  }
}
