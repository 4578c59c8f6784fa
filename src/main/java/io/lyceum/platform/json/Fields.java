package io.lyceum.platform.json;

import com.fasterxml.jackson.databind.JsonNode;
import io.lyceum.core.ErrorCode;
import io.lyceum.core.FieldProblem;
import io.lyceum.core.Rejection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads the fields of a request, noting each problem instead of stopping at the first; {@link
 * #read} turns the notes into one {@code invalid} rejection. Readers give a harmless stand-in for a
 * bad field, so that reading goes on. Unknown fields are refused: a misspelt optional field must
 * not be lost in silence.
 */
public final class Fields {
  /** Thrown by {@link #read} only: the request's fields are wrong. */
  public static final class InvalidFields extends Exception {
    private static final long serialVersionUID = 1;
    private final transient Rejection rejection;

    public InvalidFields(Rejection rejection) {
      super(rejection.message());
      this.rejection = rejection;
    }

    public Rejection rejection() {
      return rejection;
    }
  }

  private final JsonNode node;
  private final String path;
  private final List<FieldProblem> problems;
  private final List<String> known = new ArrayList<>();

  private Fields(JsonNode node, String path, List<FieldProblem> problems) {
    this.node = node;
    this.path = path;
    this.problems = problems;
  }

  /**
   * Reads an object with {@code reader}; every wrong or unknown field is named in the exception.
   */
  public static <T> T read(JsonNode node, Function<Fields, T> reader) throws InvalidFields {
    Fields fields = new Fields(node, "", new ArrayList<>());
    if (!node.isObject()) {
      throw new InvalidFields(Rejection.invalid("data", "must be an object"));
    }
    T value = reader.apply(fields);
    fields.refuseUnknown();
    if (!fields.problems.isEmpty()) {
      String names =
          String.join(", ", fields.problems.stream().map(FieldProblem::field).distinct().toList());
      throw new InvalidFields(
          new Rejection(
              ErrorCode.INVALID, "These fields are not valid: " + names + ".", fields.problems));
    }
    return value;
  }

  /**
   * A required text of 1 to {@code max} characters, not blank, without control characters other
   * than line breaks and tabs.
   */
  public String text(String field, int max) {
    return optionalText(field, max).orElseGet(() -> missing(field, ""));
  }

  public Optional<String> optionalText(String field, int max) {
    return value(field).map(v -> checkText(v, field, max));
  }

  /** A required whole number in {@code [min, max]}. */
  public long number(String field, long min, long max) {
    return optionalNumber(field, min, max).orElseGet(() -> missing(field, min));
  }

  public Optional<Long> optionalNumber(String field, long min, long max) {
    return value(field)
        .map(
            v -> {
              if (!v.isIntegralNumber()
                  || !v.canConvertToLong()
                  || v.asLong() < min
                  || v.asLong() > max) {
                problem(field, "must be a whole number from " + min + " to " + max);
                return min;
              }
              return v.asLong();
            });
  }

  /** A required finite number. */
  public double decimal(String field) {
    Optional<JsonNode> value = value(field);
    if (value.isEmpty()) {
      return missing(field, 0.0);
    }
    if (!value.get().isNumber() || !Double.isFinite(value.get().asDouble())) {
      problem(field, "must be a number");
      return 0;
    }
    return value.get().asDouble();
  }

  public boolean flag(String field) {
    return optionalFlag(field).orElseGet(() -> missing(field, false));
  }

  public Optional<Boolean> optionalFlag(String field) {
    return value(field)
        .map(
            v -> {
              if (!v.isBoolean()) {
                problem(field, "must be true or false");
              }
              return v.asBoolean();
            });
  }

  /** A required text that {@code parser} understands; {@code expected} completes "must be …". */
  public <T> T parsed(
      String field, T fallback, String expected, Function<String, Optional<T>> parser) {
    return this.<T>optionalParsed(field, fallback, expected, parser)
        .orElseGet(() -> missing(field, fallback));
  }

  public <T> Optional<T> optionalParsed(
      String field, T fallback, String expected, Function<String, Optional<T>> parser) {
    return value(field)
        .map(
            v -> {
              Optional<T> parsed = v.isTextual() ? parser.apply(v.asText()) : Optional.empty();
              if (parsed.isEmpty()) {
                problem(field, "must be " + expected);
              }
              return parsed.orElse(fallback);
            });
  }

  /** An object with fields of its own. */
  public <T> Optional<T> optionalObject(String field, Function<Fields, T> reader) {
    return value(field)
        .flatMap(
            v -> {
              if (!v.isObject()) {
                problem(field, "must be an object");
                return Optional.empty();
              }
              Fields inner = new Fields(v, path + field + ".", problems);
              T read = reader.apply(inner);
              inner.refuseUnknown();
              return Optional.of(read);
            });
  }

  /** A required list of {@code min} to {@code max} objects. */
  public <T> List<T> objects(String field, int min, int max, Function<Fields, T> reader) {
    return list(
        field,
        min,
        max,
        (item, at) -> {
          Fields inner = new Fields(item, at + ".", problems);
          if (!item.isObject()) {
            problems.add(new FieldProblem(at, "must be an object"));
            return Optional.empty();
          }
          T value = reader.apply(inner);
          inner.refuseUnknown();
          return Optional.of(value);
        });
  }

  /** A required list of {@code min} to {@code max} texts. */
  public List<String> texts(String field, int min, int max, int maxLength) {
    return list(
        field,
        min,
        max,
        (item, at) -> {
          if (!item.isTextual() || item.asText().isBlank() || item.asText().length() > maxLength) {
            problems.add(
                new FieldProblem(at, "must be a text of 1 to " + maxLength + " characters"));
            return Optional.empty();
          }
          return Optional.of(item.asText());
        });
  }

  /** The raw value, for fields whose form depends on another one. */
  public Optional<JsonNode> value(String field) {
    known.add(field);
    JsonNode value = node.get(field);
    return value == null || value.isNull() ? Optional.empty() : Optional.of(value);
  }

  /** Notes a problem that only the reader can see. */
  public void problem(String field, String problem) {
    problems.add(new FieldProblem(path + field, problem));
  }

  /** Notes that a required field is missing; gives the stand-in. */
  public <T> T missing(String field, T fallback) {
    problem(field, "is required");
    return fallback;
  }

  private <T> List<T> list(
      String field, int min, int max, BiFunction<JsonNode, String, Optional<T>> reader) {
    @Nullable JsonNode array = value(field).orElse(null);
    if (array == null && min == 0) {
      return List.of();
    }
    if (array == null || !array.isArray() || array.size() < min || array.size() > max) {
      problem(field, "must be a list of " + min + " to " + max);
      return List.of();
    }
    List<T> items = new ArrayList<>();
    for (int i = 0; i < array.size(); i++) {
      reader.apply(array.get(i), path + field + "[" + i + "]").ifPresent(items::add);
    }
    return items;
  }

  private String checkText(JsonNode value, String field, int max) {
    if (!value.isTextual() || value.asText().isBlank() || value.asText().length() > max) {
      problem(field, "must be a text of 1 to " + max + " characters");
      return "";
    }
    if (value.asText().chars().anyMatch(c -> c < ' ' && c != '\n' && c != '\r' && c != '\t')) {
      problem(field, "must not hold control characters");
    }
    return value.asText();
  }

  private void refuseUnknown() {
    node.fieldNames()
        .forEachRemaining(
            name -> {
              if (!known.contains(name)) {
                problem(name, "is not known here");
              }
            });
  }
}
