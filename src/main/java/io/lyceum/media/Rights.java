package io.lyceum.media;

/** What a member may send; everybody inside may listen. */
public record Rights(boolean audio, boolean video) {
  public static final Rights NONE = new Rights(false, false);

  public boolean any() {
    return audio || video;
  }

  public boolean may(TrackKind kind) {
    return switch (kind) {
      case AUDIO -> audio;
      case VIDEO -> video;
    };
  }
}
