package io.lyceum.platform.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.lyceum.core.FieldProblem;
import java.util.Map;
import java.util.Optional;

/**
 * Text that is none: a NUL, which PostgreSQL does not take, and half of a surrogate pair, which no
 * encoding can hold. JSON can only bring them escaped, so that most texts need no look.
 */
public final class Texts {
  private static final String PROBLEM = "must be text: without NUL, surrogates in pairs";

  private Texts() {}

  /**
   * The first field that is at fault, keys included.
   *
   * @param raw what {@code node} was parsed from
   */
  public static Optional<FieldProblem> unsound(String raw, JsonNode node) {
    return raw.contains("\\u") ? find(node, "") : Optional.empty();
  }

  private static Optional<FieldProblem> find(JsonNode node, String path) {
    if (node.isTextual()) {
      return isSound(node.textValue()) ? Optional.empty() : problem(path);
    }
    int at = 0;
    for (JsonNode item : node.isArray() ? node : JsonNodeFactory.instance.arrayNode()) {
      Optional<FieldProblem> found = find(item, path + "[" + at++ + "]");
      if (found.isPresent()) {
        return found;
      }
    }
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      String inner = path.isEmpty() ? field.getKey() : path + "." + field.getKey();
      Optional<FieldProblem> found =
          isSound(field.getKey()) ? find(field.getValue(), inner) : problem(path);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private static Optional<FieldProblem> problem(String path) {
    return Optional.of(new FieldProblem(path.isEmpty() ? "data" : path, PROBLEM));
  }

  private static boolean isSound(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == 0 || Character.isLowSurrogate(c)) {
        return false;
      }
      if (Character.isHighSurrogate(c)) {
        if (++i == text.length() || !Character.isLowSurrogate(text.charAt(i))) {
          return false;
        }
      }
    }
    return true;
  }
}
