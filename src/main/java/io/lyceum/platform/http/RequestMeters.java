package io.lyceum.platform.http;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/** Counts and times requests by method, area and status; a stranger's paths cannot add series. */
final class RequestMeters {
  private static final Pattern AREA =
      Pattern.compile("/(v1/[a-z-]{1,30}|webjars|health|metrics)\\b.*");

  private final MeterRegistry registry;

  RequestMeters(MeterRegistry registry) {
    this.registry = registry;
  }

  Timer.Sample start() {
    return Timer.start(registry);
  }

  void stop(Timer.Sample sample, HttpRequest request, HttpResponse response) {
    int status = response.status().intValue();
    sample.stop(
        Timer.builder("http.server.requests")
            .description("Requests answered, by area and status")
            .publishPercentileHistogram(false)
            .serviceLevelObjectives(
                java.time.Duration.ofMillis(10),
                java.time.Duration.ofMillis(50),
                java.time.Duration.ofMillis(100),
                java.time.Duration.ofMillis(200),
                java.time.Duration.ofSeconds(1))
            .tag("method", method(request))
            .tag("area", status == 404 || status == 405 ? "none" : area(request))
            .tag("status", Integer.toString(status))
            .register(registry));
  }

  private static String method(HttpRequest request) {
    return request.method().isIdempotent() || request.method().value().matches("POST|PATCH")
        ? request.method().value()
        : "other";
  }

  private static String area(HttpRequest request) {
    Matcher area = AREA.matcher(request.getUri().path());
    return area.matches() ? area.group(1) : "page";
  }
}
