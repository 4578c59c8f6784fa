package io.lyceum.media.room;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonValue;
import io.lyceum.core.UserId;
import io.lyceum.media.Source;
import io.lyceum.media.TrackKind;
import java.util.List;
import java.util.Locale;

/** What a page is told; signals of the server to one session. */
public sealed interface Told {
  /** The wire's type. */
  @JsonIgnore
  String type();

  /**
   * You take part.
   *
   * @param fresh the server knows nothing of connections you may still have: begin anew
   */
  record Joined(boolean fresh, boolean audio, boolean video, boolean screen) implements Told {
    @Override
    public String type() {
      return "media:joined";
    }
  }

  /** What you may send from now on. */
  record RightsChanged(boolean audio, boolean video, boolean screen) implements Told {
    @Override
    public String type() {
      return "media:rights";
    }
  }

  /** The answer to your offer. */
  record Published(Source source, String sdp) implements Told {
    @Override
    public String type() {
      return "media:published";
    }
  }

  /** An offer to hear, with all that will then be heard. */
  record Offered(long number, String sdp, List<Heard> streams) implements Told {
    @Override
    public String type() {
      return "media:offer";
    }
  }

  /** What is heard now, without anything to negotiate. */
  record Streams(List<Heard> streams) implements Told {
    @Override
    public String type() {
      return "media:streams";
    }
  }

  /**
   * Something has ended.
   *
   * @param leg what of it
   */
  record Closed(Leg leg, Why reason) implements Told {
    @Override
    public String type() {
      return "media:closed";
    }
  }

  /**
   * Whose voices are heard at the moment, who began last at the end; of it only the newest counts.
   */
  record Speaking(List<UserId> users) implements Told {
    @Override
    public String type() {
      return "media:speaking";
    }
  }

  /** A track that is heard. */
  record Heard(String mid, UserId user, Source source, TrackKind kind) {}

  /** What can end. */
  enum Leg {
    SEND,
    SCREEN,
    ALL;

    static Leg of(Source source) {
      return source == Source.SCREEN ? SCREEN : SEND;
    }

    @JsonValue
    String wire() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Why it ended. */
  enum Why {
    /** You may send no more. */
    RIGHTS,
    /** Another page of yours took over. */
    REPLACED,
    /** You are not in the room. */
    OUTSIDE,
    /** The class has ended. */
    ENDED,
    /** The connection or the server was lost: begin anew. */
    LOST,
    /** The media server cannot be had now: try again later. */
    UNAVAILABLE;

    @JsonValue
    String wire() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
