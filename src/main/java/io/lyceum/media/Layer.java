package io.lyceum.media;

/** How much of a picture a listener is given, where its sender sends it in two sizes. */
public enum Layer {
  SMALL,
  LARGE;

  /** Pixels; a picture shown no higher than this is not worth the large one. */
  private static final int SMALL_UP_TO = 220;

  /** For a picture that is shown so many pixels high. */
  public static Layer forHeight(int pixels) {
    return pixels <= SMALL_UP_TO ? SMALL : LARGE;
  }
}
