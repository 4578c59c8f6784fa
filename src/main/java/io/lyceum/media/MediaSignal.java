package io.lyceum.media;

import com.fasterxml.jackson.databind.JsonNode;
import io.lyceum.core.UserId;
import io.lyceum.platform.json.Fields;
import io.lyceum.platform.json.Fields.InvalidFields;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What a page signals to a room; the types are the wire's, and any kind with media passes them. */
public sealed interface MediaSignal {
  /** Bounds of the protocol: an offer of a page is some kilobytes. */
  int MAX_SDP = 48 * 1024;

  int MAX_CANDIDATE = 2_048;

  /** As many as may send. */
  int MAX_TILES = 64;

  /** Stands in for an id that could not be read; the signal is refused before it is used. */
  UserId NOBODY = new UserId("nobody");

  /** Connections of a page. */
  Set<String> LEGS = Set.of("send", "screen", "receive");

  /** The page's own name for itself. */
  String device();

  /** Takes part, or goes on over another socket. */
  record Join(String device) implements MediaSignal {}

  record Leave(String device) implements MediaSignal {}

  /** Sends, by this offer. */
  record Publish(String device, Source source, String sdp) implements MediaSignal {}

  record Unpublish(String device, Source source) implements MediaSignal {}

  /** The answer to the offer of this number. */
  record Answer(String device, long number, String sdp) implements MediaSignal {}

  /** How large the page shows pictures; what is not named is not shown. */
  record Look(String device, List<Tile> tiles) implements MediaSignal {
    /** By person; the largest of each. */
    public Map<UserId, Integer> heights() {
      return tiles.stream()
          .collect(Collectors.toUnmodifiableMap(Tile::user, Tile::height, Math::max));
    }
  }

  /**
   * A picture on the page.
   *
   * @param height in pixels of the display
   */
  record Tile(UserId user, int height) {}

  /**
   * An ICE candidate.
   *
   * @param sends of the connection that sends this; empty: of the one that receives
   */
  record Candidate(String device, Optional<Source> sends, MediaServer.Candidate candidate)
      implements MediaSignal {}

  /** Reads a signal; empty when the type is none of media. Problems are noted in {@code data}. */
  static Optional<MediaSignal> read(String type, Fields data) {
    return switch (type) {
      case "media:join" -> Optional.of(new Join(deviceOf(data)));
      case "media:leave" -> Optional.of(new Leave(deviceOf(data)));
      case "media:publish" ->
          Optional.of(new Publish(deviceOf(data), sourceOf(data), data.text("sdp", MAX_SDP)));
      case "media:unpublish" -> Optional.of(new Unpublish(deviceOf(data), sourceOf(data)));
      case "media:answer" ->
          Optional.of(
              new Answer(
                  deviceOf(data),
                  data.number("number", 1, Long.MAX_VALUE),
                  data.text("sdp", MAX_SDP)));
      case "media:candidate" -> Optional.of(candidate(data));
      case "media:look" ->
          Optional.of(
              new Look(deviceOf(data), data.objects("tiles", 0, MAX_TILES, MediaSignal::tile)));
      default -> Optional.empty();
    };
  }

  /** Reads again what a topic has let through. */
  static Optional<MediaSignal> parse(String type, JsonNode data) {
    try {
      return Fields.read(data, fields -> read(type, fields));
    } catch (InvalidFields e) {
      return Optional.empty();
    }
  }

  private static MediaSignal candidate(Fields data) {
    String device = deviceOf(data);
    String leg = data.parsed("leg", "", "send, screen or receive", MediaSignal::leg);
    MediaServer.Candidate candidate =
        new MediaServer.Candidate(
            data.optionalText("candidate", MAX_CANDIDATE).orElse(null),
            data.optionalText("mid", 64).orElse("0"),
            data.optionalNumber("line", 0, 1_000).map(Long::intValue).orElse(0));
    return new Candidate(device, sourceOf(leg), candidate);
  }

  private static Tile tile(Fields tile) {
    return new Tile(
        tile.parsed("user", NOBODY, "a user's id", UserId::parse),
        (int) tile.number("height", 0, 10_000));
  }

  private static Optional<String> leg(String leg) {
    return LEGS.contains(leg) ? Optional.of(leg) : Optional.empty();
  }

  private static Optional<Source> sourceOf(String leg) {
    return switch (leg) {
      case "send" -> Optional.of(Source.CAMERA);
      case "screen" -> Optional.of(Source.SCREEN);
      default -> Optional.empty();
    };
  }

  private static Source sourceOf(Fields data) {
    return data.optionalParsed("source", Source.CAMERA, "camera or screen", Source::parse)
        .orElse(Source.CAMERA);
  }

  private static String deviceOf(Fields data) {
    return data.text("device", 64);
  }
}
