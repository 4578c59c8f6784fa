package io.lyceum.spec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.keyword.NonValidationKeyword;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** One of the two documents, as it is served. */
public final class PublishedDocument {
  static final PublishedDocument ASYNC = load("asyncapi.yaml");
  public static final PublishedDocument OPEN = load("openapi.yaml");

  /** Where JSON Schema keeps what is only referred to. */
  private static final String DEFINITIONS = "$defs";

  private static final SchemaRegistry SCHEMAS =
      SchemaRegistry.withDialect(
          Dialect.builder(Dialects.getDraft202012())
              // The documents' own words between the schemas are no mistakes.
              .unknownKeywordFactory((keyword, _) -> new NonValidationKeyword(keyword))
              .build());

  private final JsonNode root;
  private final ObjectNode strict;
  private final Map<String, Schema> schemas = new ConcurrentHashMap<>();

  private PublishedDocument(JsonNode root) {
    this.root = root;
    ObjectNode parts = root.deepCopy();
    close(parts.retain("components", "paths"));
    this.strict = parts.objectNode().set(DEFINITIONS, parts);
  }

  private static PublishedDocument load(String name) {
    try (InputStream stream = PublishedDocument.class.getResourceAsStream("/api/" + name)) {
      return new PublishedDocument(new YAMLMapper().readTree(Objects.requireNonNull(stream)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public JsonNode root() {
    return root;
  }

  /** The node at a JSON pointer, references followed. */
  JsonNode at(String pointer) {
    return resolve(root.at(pointer));
  }

  /** The node itself or what it refers to. */
  public JsonNode resolve(JsonNode node) {
    JsonNode ref = node.path("$ref");
    return ref.isTextual() ? at(ref.asText().substring(1)) : node;
  }

  /**
   * What is wrong with {@code value} by the schema at {@code pointer}. Here an object may have no
   * field that is not described: what is told to others must be in the document.
   */
  List<String> problems(String pointer, JsonNode value) {
    return schemas.computeIfAbsent(pointer, this::schema).validate(value).stream()
        .map(Error::toString)
        .toList();
  }

  private Schema schema(String pointer) {
    ObjectNode schema = strict.objectNode();
    schema.setAll(strict);
    return SCHEMAS.getSchema(schema.put("$ref", "#/" + DEFINITIONS + pointer));
  }

  /** References that lead nowhere. */
  List<String> danglingReferences() {
    return references(root).filter(ref -> root.at(ref.substring(1)).isMissingNode()).toList();
  }

  /** Every reference in the document. */
  Stream<String> references() {
    return references(root);
  }

  private static Stream<String> references(JsonNode node) {
    Stream<String> own =
        node.path("$ref").isTextual() ? Stream.of(node.get("$ref").asText()) : Stream.empty();
    List<JsonNode> children = new ArrayList<>();
    node.forEach(children::add);
    return Stream.concat(own, children.stream().flatMap(PublishedDocument::references));
  }

  /** Forbids the fields that an object schema does not name; leads references to the new place. */
  private static void close(JsonNode node) {
    if (node instanceof ObjectNode schema) {
      schema.remove(names(schema).stream().filter(name -> name.startsWith("x-")).toList());
      if (schema.path("type").asText().equals("object")
          && schema.path("properties").isObject()
          && !schema.has("additionalProperties")) {
        schema.put("additionalProperties", false);
      }
      if (schema.path("$ref").isTextual()) {
        schema.put("$ref", "#/" + DEFINITIONS + schema.get("$ref").asText().substring(1));
      }
    }
    node.forEach(PublishedDocument::close);
  }

  static List<String> names(JsonNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(item -> texts.add(item.asText()));
    return texts;
  }
}
