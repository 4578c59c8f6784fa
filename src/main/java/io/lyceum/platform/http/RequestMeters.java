package io.lyceum.platform.http;

import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/** Counts and times requests by method, area and status; a stranger's paths cannot add series. */
final class RequestMeters {
  private static final Pattern AREA =
      Pattern.compile("/(v1/[a-z-]{1,30}|webjars|health|metrics)\\b.*");

  private final MeterRegistry registry;
  private final MeterProvider<Timer> timers;

  RequestMeters(MeterRegistry registry) {
    this.registry = registry;
    this.timers =
        Timer.builder("http.server.requests")
            .description("Requests answered, by area and status")
            .publishPercentileHistogram(false)
            .serviceLevelObjectives(
                Duration.ofMillis(10),
                Duration.ofMillis(50),
                Duration.ofMillis(100),
                Duration.ofMillis(200),
                Duration.ofSeconds(1))
            .withRegistry(registry);
  }

  Timer.Sample start() {
    return Timer.start(registry);
  }

  void stop(Timer.Sample sample, HttpRequest request, HttpResponse response) {
    int status = response.status().intValue();
    sample.stop(
        timers.withTags(
            "method",
            method(request),
            "area",
            status == 404 || status == 405 ? "none" : area(request),
            "status",
            Integer.toString(status)));
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
