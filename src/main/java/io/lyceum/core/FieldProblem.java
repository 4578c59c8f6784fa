package io.lyceum.core;

import org.jspecify.annotations.Nullable;

/**
 * What is wrong with one field of a request.
 *
 * @param field path of the field, {@code questions[2].seconds}
 * @param problem for a person to read
 * @param value a figure a program may use, such as the lateness in milliseconds
 */
public record FieldProblem(String field, String problem, @Nullable Long value) {
  public FieldProblem(String field, String problem) {
    this(field, problem, null);
  }
}
