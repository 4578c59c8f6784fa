package io.lyceum.platform.websocket;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The whole head of a request that may be a handshake, and its fields. */
final class RequestHead {
  private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
  private static final Pattern VALUE = Pattern.compile("[\\t -~]*");
  private static final String VERSION = "13";

  private final String[] lines;
  private final String path;
  private final Map<String, List<String>> fields = new HashMap<>();

  RequestHead(String text, String path) {
    this.lines = text.substring(0, text.length() - 4).split("\r\n", -1);
    this.path = path;
  }

  Optional<Handshake> handshake(int length) {
    if (!isRequestLine() || !readFields() || hasBody()) {
      return Optional.empty();
    }
    String key = only("sec-websocket-key");
    String host = only("host");
    String origin = fields.containsKey("origin") ? only("origin") : null;
    boolean wanted =
        tokens("upgrade").contains("websocket")
            && tokens("connection").contains("upgrade")
            && VERSION.equals(only("sec-websocket-version"));
    boolean sound = origin != null || !fields.containsKey("origin");
    if (!wanted || !sound || key == null || !Handshake.isKey(key) || host == null) {
      return Optional.empty();
    }
    return Optional.of(
        new Handshake(
            key,
            host,
            origin,
            list("sec-websocket-protocol"),
            fields.getOrDefault("x-forwarded-for", List.of()),
            length));
  }

  private boolean isRequestLine() {
    String line = lines[0];
    return line.endsWith(" HTTP/1.1")
        && line.startsWith("GET " + path)
        && line.substring(4, line.length() - 9).chars().allMatch(c -> c > ' ' && c <= '~');
  }

  private boolean readFields() {
    for (int i = 1; i < lines.length; i++) {
      int colon = lines[i].indexOf(':');
      if (colon < 0) {
        return false;
      }
      String name = lines[i].substring(0, colon);
      String value = lines[i].substring(colon + 1);
      if (!NAME.matcher(name).matches() || !VALUE.matcher(value).matches()) {
        return false;
      }
      fields
          .computeIfAbsent(name.toLowerCase(Locale.ROOT), _ -> new ArrayList<>())
          .add(value.strip());
    }
    return true;
  }

  private boolean hasBody() {
    return fields.containsKey("content-length")
        || fields.containsKey("transfer-encoding")
        || fields.containsKey("expect");
  }

  private @Nullable String only(String name) {
    List<String> values = fields.getOrDefault(name, List.of());
    return values.size() == 1 && !values.getFirst().isEmpty() ? values.getFirst() : null;
  }

  private List<String> list(String name) {
    return fields.getOrDefault(name, List.of()).stream()
        .flatMap(value -> List.of(value.split(",")).stream())
        .map(String::strip)
        .filter(item -> !item.isEmpty())
        .toList();
  }

  private List<String> tokens(String name) {
    return list(name).stream().map(item -> item.toLowerCase(Locale.ROOT)).toList();
  }
}
