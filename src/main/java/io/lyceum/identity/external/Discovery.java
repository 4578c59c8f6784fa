package io.lyceum.identity.external;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * What a provider says of itself.
 *
 * @param authorization where browsers are sent; empty: it has no code flow
 * @param namesItself whether its answers to the browser say who it is, RFC 9207
 */
record Discovery(
    URI keys,
    Optional<URI> authorization,
    Optional<URI> token,
    List<String> clientAuthentication,
    boolean namesItself) {
  /** Where it is told, after the issuer. */
  static URI address(URI issuer) {
    String base = issuer.toString();
    return URI.create(
        (base.endsWith("/") ? base.substring(0, base.length() - 1) : base)
            + "/.well-known/openid-configuration");
  }

  /** Empty unless it is this issuer's and all it names is as well protected as the issuer is. */
  static Optional<Discovery> read(URI issuer, JsonNode json) {
    if (!json.path("issuer").asText().equals(issuer.toString())) {
      return Optional.empty();
    }
    return url(issuer, json, "jwks_uri")
        .map(
            keys ->
                new Discovery(
                    keys,
                    url(issuer, json, "authorization_endpoint"),
                    url(issuer, json, "token_endpoint"),
                    StreamSupport.stream(
                            json.path("token_endpoint_auth_methods_supported").spliterator(), false)
                        .map(JsonNode::asText)
                        .toList(),
                    json.path("authorization_response_iss_parameter_supported").asBoolean()));
  }

  private static Optional<URI> url(URI issuer, JsonNode json, String field) {
    try {
      URI url = URI.create(json.path(field).asText());
      boolean safe = "https".equals(url.getScheme()) || issuer.getScheme().equals(url.getScheme());
      return safe && url.getHost() != null ? Optional.of(url) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
