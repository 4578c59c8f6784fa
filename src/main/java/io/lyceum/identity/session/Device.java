package io.lyceum.identity.session;

import io.lyceum.platform.http.RequestOrigin;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpRequest;

/**
 * What a person is told a sign-in by.
 *
 * @param agent what the browser calls itself, shortened; it may claim anything
 */
public record Device(RequestOrigin origin, String agent) {
  private static final int MAX_AGENT = 200;

  public static Device of(HttpRequest request) {
    String agent = request.getHeader("User-Agent").map(HttpHeader::value).orElse("");
    String clean = agent.replaceAll("\\p{Cntrl}", " ").strip();
    return new Device(
        RequestOrigin.of(request), clean.substring(0, Math.min(clean.length(), MAX_AGENT)));
  }

  public String address() {
    return origin.address();
  }
}
