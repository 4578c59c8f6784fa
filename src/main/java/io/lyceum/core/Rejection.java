package io.lyceum.core;

import java.util.List;

/** A refusal as data: code, message and, where a field is to blame, which. */
public record Rejection(ErrorCode code, String message, List<FieldProblem> details) {
  public Rejection {
    details = List.copyOf(details);
  }

  public Rejection(ErrorCode code, String message) {
    this(code, message, List.of());
  }

  /** One wrong field: {@code invalid}. */
  public static Rejection invalid(String field, String problem) {
    return new Rejection(
        ErrorCode.INVALID,
        "The field " + field + " " + problem + ".",
        List.of(new FieldProblem(field, problem)));
  }
}
