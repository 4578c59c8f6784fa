package io.lyceum.platform.http;

import io.lyceum.platform.front.Doors;
import java.util.Optional;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/** What stands before all routes. */
public interface Gate {
  /** Who may connect at all. */
  Doors doors();

  /** The request with what the gate finds out about it. */
  HttpRequest enter(HttpRequest arrived);

  /** The answer to what no route is to see. */
  Optional<HttpResponse> answer(HttpRequest request);

  /** The answer with what browsers and clients must be told. */
  HttpResponse leave(HttpRequest request, HttpResponse response);
}
