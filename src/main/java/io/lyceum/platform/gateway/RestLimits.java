package io.lyceum.platform.gateway;

import io.lyceum.core.Caller;
import io.lyceum.core.UserId;
import io.lyceum.platform.http.Authentication;
import io.lyceum.platform.limits.AddressGroup;
import io.lyceum.platform.limits.Buckets;
import io.lyceum.platform.limits.Limit;
import io.lyceum.platform.limits.LimitMeters;
import io.lyceum.platform.limits.LimitSettings;
import io.lyceum.platform.limits.Taken;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpRequest;

/** How many requests below {@code /v1} a person may make, and an address where nobody is known. */
final class RestLimits {
  private static final String BEARER = "bearer ";

  private final boolean enabled;
  private final Authentication authentication;
  private final Buckets<UserId> persons;
  private final Buckets<String> addresses;
  private final Buckets<String> auth;

  RestLimits(
      LimitSettings settings,
      Authentication authentication,
      LimitMeters meters,
      LongSupplier nanos) {
    this.enabled = settings.enabled();
    this.authentication = authentication;
    this.persons = new Buckets<>(Limit.PERSON, settings.requestsPerPerson(), meters, nanos);
    this.addresses = new Buckets<>(Limit.ADDRESS, settings.requestsPerAddress(), meters, nanos);
    this.auth = new Buckets<>(Limit.AUTH, settings.authRequestsPerAddress(), meters, nanos);
  }

  /** Empty for what is not counted here. */
  Optional<Taken> take(HttpRequest request, String address) {
    String path = request.getUri().path();
    // A socket has limits of its own, at its handshake and after.
    if (!enabled || !path.startsWith("/v1/") || path.equals("/v1/socket")) {
      return Optional.empty();
    }
    String group = AddressGroup.of(address);
    if (path.startsWith("/v1/auth/")) {
      return Optional.of(auth.take(group));
    }
    return Optional.of(
        caller(request)
            .map(caller -> persons.take(caller.user()))
            .orElseGet(() -> addresses.take(group)));
  }

  private Optional<Caller> caller(HttpRequest request) {
    return request
        .getHeader("Authorization")
        .map(HttpHeader::value)
        .filter(value -> value.toLowerCase(Locale.ROOT).startsWith(BEARER))
        .flatMap(value -> authentication.caller(value.substring(BEARER.length()).trim()));
  }
}
