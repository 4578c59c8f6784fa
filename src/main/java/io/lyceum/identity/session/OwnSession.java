package io.lyceum.identity.session;

import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpRequest;

/**
 * Which sign-in a request was made by.
 *
 * @param byToken reads it from an access token; empty for tokens of others than us
 */
public record OwnSession(Function<String, Optional<UUID>> byToken) {
  public Optional<UUID> of(HttpRequest request) {
    return request
        .getHeader("Authorization")
        .map(HttpHeader::value)
        .filter(header -> header.length() > "bearer ".length())
        .flatMap(header -> byToken.apply(header.substring("bearer ".length()).trim()));
  }
}
