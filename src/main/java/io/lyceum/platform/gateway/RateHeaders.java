package io.lyceum.platform.gateway;

import io.lyceum.platform.limits.Taken;
import java.time.Duration;
import java.util.List;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;

/**
 * Tells a client where it stands: as the IETF's draft has it (draft-ietf-httpapi-ratelimit-headers,
 * 08 and later), and by the three fields of its first versions, which most clients know.
 */
final class RateHeaders {
  private RateHeaders() {}

  static List<HttpHeader> of(Taken taken) {
    String name = '"' + taken.limit().label() + '"';
    int quota = taken.rate().burst();
    long full = seconds(taken.full());
    return List.of(
        RawHeader.create(
            "RateLimit-Policy", name + ";q=" + quota + ";w=" + seconds(taken.rate().window())),
        RawHeader.create("RateLimit", name + ";r=" + taken.remaining() + ";t=" + full),
        RawHeader.create("RateLimit-Limit", Integer.toString(quota)),
        RawHeader.create("RateLimit-Remaining", Long.toString(taken.remaining())),
        RawHeader.create("RateLimit-Reset", Long.toString(full)));
  }

  private static long seconds(Duration duration) {
    return Math.ceilDiv(duration.toMillis(), 1000);
  }
}
