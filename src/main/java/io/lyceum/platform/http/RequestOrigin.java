package io.lyceum.platform.http;

import com.fasterxml.uuid.Generators;
import java.net.InetAddress;
import java.util.regex.Pattern;
import org.apache.pekko.http.javadsl.model.AttributeKey;
import org.apache.pekko.http.javadsl.model.AttributeKeys;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;

/**
 * Where a request came from and how it is called: by the {@code X-Request-Id} a proxy gave it, or
 * by one of ours.
 *
 * @param address the client's; behind a proxy that is trusted the one it names, else the peer
 *     itself
 */
public record RequestOrigin(String address, String id) {
  private static final String HEADER = "X-Request-Id";
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9._-]{8,64}");
  private static final AttributeKey<String> ID = AttributeKey.create("request-id", String.class);

  public static RequestOrigin of(HttpRequest request) {
    String address =
        request
            .getAttribute(AttributeKeys.remoteAddress)
            .flatMap(remote -> remote.getAddress())
            .map(InetAddress::getHostAddress)
            .orElse("unknown");
    return new RequestOrigin(address, request.getAttribute(ID).orElse("unknown"));
  }

  /** The request with its id, for whoever goes on. */
  static HttpRequest named(HttpRequest request) {
    String id =
        request
            .getHeader(HEADER)
            .map(HttpHeader::value)
            .filter(given -> FORM.matcher(given).matches())
            .orElseGet(() -> Generators.timeBasedEpochRandomGenerator().generate().toString());
    return request.addAttribute(ID, id);
  }

  /** Tells the client what to name when it asks for help. */
  static HttpHeader header(HttpRequest named) {
    return RawHeader.create(HEADER, named.getAttribute(ID).orElseThrow());
  }
}
