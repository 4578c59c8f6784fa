package io.lyceum.media.film;

/** Why no file came of a recording; the message is for operators and staff. */
final class FilmProblem extends Exception {
  private static final long serialVersionUID = 1;

  FilmProblem(String message) {
    super(message);
  }
}
