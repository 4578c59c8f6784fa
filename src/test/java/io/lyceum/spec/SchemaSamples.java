package io.lyceum.spec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Values that a schema allows, and such as it forbids. */
public final class SchemaSamples {
  /** One change to an object, with whether the schema still allows it. */
  record Variant(String what, JsonNode value, boolean allowed) {}

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final PublishedDocument document;

  public SchemaSamples(PublishedDocument document) {
    this.document = document;
  }

  /** A value with every field the schema names. */
  public JsonNode full(JsonNode schema) {
    JsonNode s = document.resolve(schema);
    if (s.has("const")) {
      return s.get("const");
    }
    for (String list : List.of("enum", "examples")) {
      if (s.has(list)) {
        return s.get(list).get(0);
      }
    }
    for (String choice : List.of("anyOf", "oneOf", "allOf")) {
      if (s.has(choice)) {
        return full(s.get(choice).get(0));
      }
    }
    return switch (s.path("type").asText()) {
      case "object" -> object(s);
      case "array" -> JSON.arrayNode().add(full(s.get("items")));
      case "integer", "number" -> JSON.numberNode(s.path("minimum").asLong(1));
      case "boolean" -> JSON.booleanNode(true);
      case "string" -> JSON.textNode("x".repeat(s.path("minLength").asInt(1)));
      default -> throw new IllegalArgumentException("no sample of " + schema);
    };
  }

  private ObjectNode object(JsonNode schema) {
    ObjectNode object = JSON.objectNode();
    schema.path("properties").properties().forEach(p -> object.set(p.getKey(), full(p.getValue())));
    return object;
  }

  /** Objects at and just beyond each bound of the schema. */
  List<Variant> variants(JsonNode schema) {
    ObjectNode full = object(schema);
    List<String> required = PublishedDocument.texts(schema.path("required"));
    List<Variant> variants = new ArrayList<>();
    variants.add(new Variant("all fields", full, true));
    variants.add(new Variant("required fields", full.deepCopy().retain(required), true));
    variants.add(
        new Variant(
            "an unknown field",
            full.deepCopy().put("unknown", 1),
            schema.path("additionalProperties").asBoolean(true)));
    for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
      String name = property.getKey();
      variants.add(
          new Variant("no " + name, full.deepCopy().without(name), !required.contains(name)));
      bounds(document.resolve(property.getValue()))
          .forEach(
              bound ->
                  variants.add(
                      new Variant(
                          name + " " + bound.what(),
                          full.deepCopy().set(name, bound.value()),
                          bound.allowed())));
    }
    return variants;
  }

  private List<Variant> bounds(JsonNode schema) {
    List<Variant> bounds = new ArrayList<>();
    bounds.add(new Variant("as a wrong type", JSON.objectNode().put("no", "such"), false));
    if (schema.has("maxLength") && !schema.has("pattern") && !schema.has("examples")) {
      int max = schema.get("maxLength").asInt();
      bounds.add(new Variant("at its longest", JSON.textNode("x".repeat(max)), true));
      bounds.add(new Variant("too long", JSON.textNode("x".repeat(max + 1)), false));
    }
    if (schema.path("minLength").asInt() > 0) {
      bounds.add(new Variant("empty", JSON.textNode(""), false));
    }
    if (schema.path("type").asText().equals("integer") && schema.has("minimum")) {
      long min = schema.get("minimum").asLong();
      bounds.add(new Variant("too small", JSON.numberNode(min - 1), false));
    }
    if (schema.has("maximum")) {
      long max = schema.get("maximum").asLong();
      bounds.add(new Variant("too large", JSON.numberNode(max + 1), false));
    }
    if (schema.has("enum")) {
      schema.get("enum").forEach(value -> bounds.add(new Variant("as " + value, value, true)));
      bounds.add(new Variant("as no constant", JSON.textNode("no-such"), false));
    }
    if (schema.has("maxItems")) {
      bounds.add(list(schema, schema.get("maxItems").asInt(), true));
      bounds.add(list(schema, schema.get("maxItems").asInt() + 1, false));
    }
    return bounds;
  }

  private Variant list(JsonNode schema, int size, boolean allowed) {
    List<JsonNode> items = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      items.add(full(schema.get("items")));
    }
    return new Variant("with " + size + " items", JSON.arrayNode().addAll(items), allowed);
  }
}
