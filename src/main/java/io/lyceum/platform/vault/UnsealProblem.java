package io.lyceum.platform.vault;

/**
 * Something sealed cannot be opened although its person is not erased: it was changed, belongs
 * elsewhere, or the key is missing. The topic stays shut; nothing is guessed.
 */
public final class UnsealProblem extends IllegalStateException {
  private static final long serialVersionUID = 1;

  UnsealProblem(String place, Throwable cause) {
    super("what is sealed in " + place + " cannot be opened", cause);
  }

  UnsealProblem(String place) {
    super("there is no key for what is sealed in " + place);
  }
}
