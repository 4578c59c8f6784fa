package io.lyceum.platform.http;

import io.lyceum.core.FieldProblem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The error inside the envelope. */
record ErrorJson(
    String code,
    String message,
    @Nullable List<FieldProblem> details,
    @Nullable Long retryAfterMs) {
  static ErrorJson of(Refusal refusal) {
    List<FieldProblem> details = refusal.rejection().details();
    return new ErrorJson(
        refusal.rejection().code().wire(),
        refusal.rejection().message(),
        details.isEmpty() ? null : details,
        refusal.retryAfterMs() > 0 ? refusal.retryAfterMs() : null);
  }
}
