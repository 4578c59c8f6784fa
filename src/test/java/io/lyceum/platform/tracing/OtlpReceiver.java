package io.lyceum.platform.tracing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;

/** A collector of traces: takes OTLP over HTTP as protobuf and keeps every span. */
final class OtlpReceiver implements AutoCloseable {
  /** A span as it came, with the node that sent it. */
  record Received(String name, String trace, String id, String parent, String node) {}

  private final List<Received> spans = new CopyOnWriteArrayList<>();
  private final HttpServer server;

  OtlpReceiver() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/v1/traces", this::take);
    server.start();
  }

  String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      ExportTraceServiceRequest request =
          ExportTraceServiceRequest.parseFrom(exchange.getRequestBody());
      for (ResourceSpans of : request.getResourceSpansList()) {
        String node =
            of.getResource().getAttributesList().stream()
                .filter(a -> a.getKey().equals("service.instance.id"))
                .map(a -> a.getValue().getStringValue())
                .findFirst()
                .orElse("");
        for (ScopeSpans scope : of.getScopeSpansList()) {
          scope.getSpansList().forEach(span -> spans.add(received(span, node)));
        }
      }
      exchange.getResponseHeaders().add("Content-Type", "application/x-protobuf");
      exchange.sendResponseHeaders(200, -1);
    }
  }

  private static Received received(Span span, String node) {
    HexFormat hex = HexFormat.of();
    return new Received(
        span.getName(),
        hex.formatHex(span.getTraceId().toByteArray()),
        hex.formatHex(span.getSpanId().toByteArray()),
        hex.formatHex(span.getParentSpanId().toByteArray()),
        node);
  }

  List<Received> spans() {
    return spans;
  }

  /** Waits for the span of this name in this trace. */
  Received await(String trace, String name) {
    Awaitility.await(name)
        .atMost(Duration.ofSeconds(30))
        .until(
            () -> spans.stream().anyMatch(s -> s.trace().equals(trace) && s.name().equals(name)));
    return spans.stream()
        .filter(s -> s.trace().equals(trace) && s.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
