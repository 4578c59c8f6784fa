package io.lyceum.faults.stage;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;

/** One server process of the cluster. */
public record Node(Host host, Daemon process) {
  public static final int HTTP = 8080;
  public static final int CLUSTER = 25520;

  /** No pool: a connection to a host that was cut off must not be waited for. */
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build();

  public String name() {
    return host.name();
  }

  /** Whether it says that it serves. */
  public boolean isReady() {
    return status("/health/ready") == 200;
  }

  /** What it answers on this path; 0 for nothing. */
  public int status(String path) {
    return get(path).map(HttpResponse::statusCode).orElse(0);
  }

  /** How many nodes it sees in its cluster; 0 when it does not say. */
  public int members() {
    return get("/metrics")
        .map(HttpResponse::body)
        .orElse("")
        .lines()
        .filter(
            line -> line.startsWith("lyceum_cluster_members{") && line.contains("status=\"up\""))
        .mapToInt(line -> (int) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  private Optional<HttpResponse<String>> get(String path) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://" + host.address() + ":" + HTTP + path))
            .timeout(Duration.ofSeconds(2))
            .build();
    try {
      return Optional.of(CLIENT.send(request, HttpResponse.BodyHandlers.ofString()));
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
