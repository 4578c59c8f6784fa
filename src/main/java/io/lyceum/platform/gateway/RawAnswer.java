package io.lyceum.platform.gateway;

import io.lyceum.platform.http.ApiRoutes;
import io.lyceum.platform.http.Refusal;
import org.apache.pekko.http.javadsl.model.HttpEntity;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.util.ByteString;

/**
 * A refusal as bytes for a connection that no HTTP server has seen: in a storm of handshakes one
 * for each would be what brings the node down.
 */
public final class RawAnswer {
  private RawAnswer() {}

  /** The connection's last answer. */
  public static ByteString refusing(Refusal refusal) {
    HttpResponse response = ApiRoutes.refusal(refusal).addHeaders(SecurityHeaders.plain());
    ByteString body = ((HttpEntity.Strict) response.entity()).getData();
    StringBuilder head = new StringBuilder(1024);
    head.append("HTTP/1.1 ").append(response.status().intValue()).append(' ');
    head.append(response.status().reason()).append("\r\n");
    response.getHeaders().forEach(h -> line(head, h.name(), h.value()));
    line(head, "Content-Type", response.entity().getContentType().toString());
    line(head, "Content-Length", Integer.toString(body.size()));
    line(head, "Connection", "close");
    return ByteString.fromString(head.append("\r\n").toString()).concat(body);
  }

  private static void line(StringBuilder head, String name, String value) {
    head.append(name).append(": ").append(value).append("\r\n");
  }
}
