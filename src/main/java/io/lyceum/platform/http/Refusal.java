package io.lyceum.platform.http;

import io.lyceum.core.ErrorCode;
import io.lyceum.core.Reason;
import io.lyceum.core.Rejection;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** A {@link Rejection} on its way through a failed stage to the envelope. */
public final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1;
  private final transient Rejection rejection;
  private final long retryAfterMs;

  public Refusal(Rejection rejection) {
    this(rejection, 0);
  }

  public Refusal(Rejection rejection, long retryAfterMs) {
    super(rejection.message(), null, false, false);
    this.rejection = rejection;
    this.retryAfterMs = retryAfterMs;
  }

  public static Refusal of(Reason reason) {
    return new Refusal(reason.rejection());
  }

  public static Refusal of(ErrorCode code, String message) {
    return new Refusal(new Rejection(code, message));
  }

  public Rejection rejection() {
    return rejection;
  }

  /** When to come back, in milliseconds; 0 when that makes no sense. */
  public long retryAfterMs() {
    return retryAfterMs;
  }

  /** The refusal inside a failed stage's exception, if that is what failed it. */
  public static @Nullable Refusal in(Throwable failure) {
    Throwable cause = failure;
    while (cause instanceof CompletionException && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause instanceof Refusal refusal ? refusal : null;
  }
}
