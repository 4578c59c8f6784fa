package io.lyceum.platform.seal;

/** What was to be opened is not what was sealed, or was sealed for another name or key. */
public final class BrokenSeal extends IllegalStateException {
  private static final long serialVersionUID = 1;

  BrokenSeal(String message) {
    super(message);
  }

  BrokenSeal(String message, Throwable cause) {
    super(message, cause);
  }
}
