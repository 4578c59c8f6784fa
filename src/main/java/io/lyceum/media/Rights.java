package io.lyceum.media;

/**
 * What a member may send; everybody inside may listen.
 *
 * @param screen the picture of a screen; its sound only with {@code audio}, for nobody can tell it
 *     from a voice
 */
public record Rights(boolean audio, boolean video, boolean screen) {
  public static final Rights NONE = new Rights(false, false, false);

  /** Anything at all of this source. */
  public boolean any(Source source) {
    return may(source, TrackKind.AUDIO) || may(source, TrackKind.VIDEO);
  }

  public boolean may(Source source, TrackKind kind) {
    return switch (source) {
      case CAMERA -> kind == TrackKind.AUDIO ? audio : video;
      case SCREEN -> screen && (audio || kind == TrackKind.VIDEO);
    };
  }
}
