package io.lyceum.identity.roster;

import static org.apache.pekko.http.javadsl.server.PathMatchers.segment;

import io.lyceum.identity.account.AccountSurroundings;
import io.lyceum.platform.http.ApiRoutes;
import io.lyceum.platform.http.Authentication;
import io.lyceum.platform.http.RequestOrigin;
import io.lyceum.platform.privacy.DataSubject;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.function.BiConsumer;
import org.apache.pekko.http.javadsl.server.Route;
import org.jdbi.v3.core.Handle;

/** {@code /users/{id}/erasure}. */
public final class ErasureRoutes extends ApiRoutes {
  private static final int MAX_PASSWORD = 1000;

  private final Erasures erasures;
  private final Authentication authentication;

  public ErasureRoutes(
      AccountSurroundings around,
      BiConsumer<Handle, DataSubject> erasure,
      Authentication authentication,
      MeterRegistry meters) {
    this.erasures = new Erasures(around, erasure, meters);
    this.authentication = authentication;
  }

  @Override
  public Route routes() {
    return path(
        segment("users").slash(segment()).slash("erasure"),
        id ->
            post(
                () ->
                    signedIn(
                        authentication,
                        caller ->
                            body(
                                fields -> fields.optionalText("password", MAX_PASSWORD),
                                password ->
                                    extractRequest(
                                        request ->
                                            answer(
                                                erasures
                                                    .erase(
                                                        caller,
                                                        id,
                                                        password,
                                                        RequestOrigin.of(request))
                                                    .thenApply(_ -> Map.of())))))));
  }
}
