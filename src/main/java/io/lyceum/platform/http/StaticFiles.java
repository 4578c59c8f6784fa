package io.lyceum.platform.http;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.apache.pekko.http.javadsl.model.ContentType;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.util.ByteString;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Files of the jar that browsers may have: those below {@code web} and those of WebJars, nothing
 * else, whatever the path says.
 */
final class StaticFiles {
  /** A file with its fingerprint, kept in memory. */
  record StaticFile(ContentType type, ByteString bytes, String fingerprint) {}

  private static final Logger log = LoggerFactory.getLogger(StaticFiles.class);

  /** No leading dot: neither "..", nor hidden files. No separator of any system. */
  private static final Pattern SEGMENT = Pattern.compile("[A-Za-z0-9_@-][A-Za-z0-9._@-]{0,100}");

  private static final Pattern VERSION = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._+-]*");

  /** What is not listed is not served, directories among it. */
  private static final Map<String, ContentType> TYPES =
      Map.ofEntries(
          Map.entry("html", type("text/html; charset=UTF-8")),
          Map.entry("css", type("text/css; charset=UTF-8")),
          Map.entry("js", type("text/javascript; charset=UTF-8")),
          Map.entry("mjs", type("text/javascript; charset=UTF-8")),
          Map.entry("json", type("application/json")),
          Map.entry("map", type("application/json")),
          Map.entry("webmanifest", type("application/manifest+json; charset=UTF-8")),
          Map.entry("yaml", type("application/yaml; charset=UTF-8")),
          Map.entry("txt", type("text/plain; charset=UTF-8")),
          Map.entry("svg", type("image/svg+xml")),
          Map.entry("png", type("image/png")),
          Map.entry("jpg", type("image/jpeg")),
          Map.entry("webp", type("image/webp")),
          Map.entry("ico", type("image/x-icon")),
          Map.entry("woff2", type("font/woff2")));

  private final Map<String, StaticFile> cache = new ConcurrentHashMap<>();
  private final Map<String, String> webJarVersions = new ConcurrentHashMap<>();

  /** A file of the page; {@code path} has its segments decoded. */
  Optional<StaticFile> page(List<String> path) {
    return safe(path).flatMap(name -> load("web/" + name));
  }

  /** A file of a WebJar; the version is not part of the path. */
  Optional<StaticFile> webJar(List<String> path) {
    if (path.size() < 2 || safe(path).isEmpty()) {
      return Optional.empty();
    }
    String library = path.getFirst();
    String inside = String.join("/", path.subList(1, path.size()));
    return version(library)
        .flatMap(v -> load("META-INF/resources/webjars/" + library + "/" + v + "/" + inside));
  }

  private static Optional<String> safe(List<String> path) {
    boolean safe =
        path.size() <= 12 && path.stream().allMatch(segment -> SEGMENT.matcher(segment).matches());
    return safe && !path.isEmpty() ? Optional.of(String.join("/", path)) : Optional.empty();
  }

  private Optional<StaticFile> load(String resource) {
    ContentType type = TYPES.get(resource.substring(resource.lastIndexOf('.') + 1));
    if (type == null) {
      return Optional.empty();
    }
    return Optional.ofNullable(cache.get(resource)).or(() -> read(resource, type));
  }

  private Optional<StaticFile> read(String resource, ContentType type) {
    try (InputStream stream = StaticFiles.class.getClassLoader().getResourceAsStream(resource)) {
      if (stream == null) {
        return Optional.empty();
      }
      byte[] bytes = stream.readAllBytes();
      StaticFile file = new StaticFile(type, ByteString.fromArray(bytes), fingerprint(bytes));
      cache.put(resource, file);
      return Optional.of(file);
    } catch (IOException e) {
      log.error("the jar cannot be read: {}", resource, e);
      return Optional.empty();
    }
  }

  /** Maven leaves the version in each jar. */
  private Optional<String> version(String library) {
    String known = webJarVersions.get(library);
    if (known != null) {
      return Optional.of(known);
    }
    for (String group : List.of("org.webjars.npm", "org.webjars")) {
      String resource = "META-INF/maven/" + group + "/" + library + "/pom.properties";
      try (InputStream stream = StaticFiles.class.getClassLoader().getResourceAsStream(resource)) {
        if (stream != null) {
          Properties properties = new Properties();
          properties.load(stream);
          String version = properties.getProperty("version", "");
          if (VERSION.matcher(version).matches()) {
            webJarVersions.put(library, version);
            return Optional.of(version);
          }
        }
      } catch (IOException e) {
        log.error("the jar cannot be read: {}", resource, e);
      }
    }
    return Optional.empty();
  }

  private static ContentType type(String text) {
    return ContentTypes.parse(text);
  }

  private static String fingerprint(byte[] bytes) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
      return HexFormat.of().formatHex(digest, 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
