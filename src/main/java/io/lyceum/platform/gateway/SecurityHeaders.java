package io.lyceum.platform.gateway;

import java.util.ArrayList;
import java.util.List;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;

/** What every answer tells a browser to beware of. */
public final class SecurityHeaders {
  /**
   * No inline script or style, no text that becomes markup: what a person writes can never run in
   * another's page.
   */
  private static final String CONTENT =
      "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'"
          + " data:; font-src 'self'; media-src 'self' blob:; manifest-src 'self'; form-action"
          + " 'self'; base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script';"
          + " trusted-types lit-html";

  /** A class needs camera, microphone and screen; nothing here needs the rest. */
  private static final String PERMISSIONS =
      "camera=(self), microphone=(self), display-capture=(self), fullscreen=(self),"
          + " accelerometer=(), geolocation=(), gyroscope=(), magnetometer=(), midi=(),"
          + " payment=(), usb=()";

  private static final List<HttpHeader> ALWAYS =
      List.of(
          RawHeader.create("Content-Security-Policy", CONTENT),
          RawHeader.create("X-Content-Type-Options", "nosniff"),
          RawHeader.create("Referrer-Policy", "same-origin"),
          RawHeader.create("Permissions-Policy", PERMISSIONS),
          RawHeader.create("Cross-Origin-Opener-Policy", "same-origin"),
          RawHeader.create("Cross-Origin-Resource-Policy", "same-origin"));

  /** A year; said over TLS only, elsewhere browsers pass it over. */
  private static final HttpHeader STRICT_TRANSPORT =
      RawHeader.create("Strict-Transport-Security", "max-age=31536000");

  private SecurityHeaders() {}

  /** For an answer that goes out over plain HTTP as far as is known. */
  public static List<HttpHeader> plain() {
    return ALWAYS;
  }

  /** For a client that came over TLS to a proxy of ours. */
  static List<HttpHeader> overTls() {
    List<HttpHeader> all = new ArrayList<>(ALWAYS);
    all.add(STRICT_TRANSPORT);
    return all;
  }
}
