package io.lyceum.platform.personal;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What of a stored form is a person's own, and whose. A kind says it beside each stored name; paths
 * have dots between. What is absent is passed over.
 */
public interface Personal {
  /** Nothing is. */
  Personal NOTHING = (_, _) -> {};

  /**
   * Marks the values in place.
   *
   * @param owner whose they are unless their place says otherwise: who caused the entry
   */
  void mark(ObjectNode form, String owner);

  /** Values of the person whose id stands at {@code whose}. */
  static Of of(String whose) {
    return new Of(path(whose), List.of());
  }

  /**
   * Values of whom the place is about: who caused the entry, or the key within {@link #keyed}, or
   * the element itself.
   */
  static Of theirs() {
    return new Of(List.of(), List.of());
  }

  /** What each element of a list holds. */
  static Personal each(String list, Personal within) {
    List<String> path = path(list);
    return (form, owner) -> {
      JsonNode found = at(form, path);
      if (found != null) {
        found.forEach(element -> element(element, owner, within));
      }
    };
  }

  /** What each value of a map from user ids holds. */
  static Personal keyed(String map, Personal within) {
    List<String> path = path(map);
    return (form, _) -> {
      if (at(form, path) instanceof ObjectNode found) {
        for (Map.Entry<String, JsonNode> entry : found.properties()) {
          element(entry.getValue(), entry.getKey(), within);
        }
      }
    };
  }

  /** A map from user ids to names. */
  static Personal names(String map) {
    List<String> path = path(map);
    return (form, _) -> {
      if (at(form, path) instanceof ObjectNode found) {
        List.copyOf(found.properties())
            .forEach(entry -> set(found, entry.getKey(), Remnant.NAME.letter, entry.getKey()));
      }
    };
  }

  /**
   * An object that can be told from the rest of the form: it is stored empty where something of the
   * form is sealed, for what it says may be what somebody typed.
   */
  static Personal derived(String object) {
    List<String> path = path(object);
    return (form, _) -> {
      if (parent(form, path) instanceof ObjectNode holder) {
        set(holder, path.getLast(), Marks.DERIVED, "");
      }
    };
  }

  static Personal all(Personal... parts) {
    List<Personal> each = List.of(parts);
    return (form, owner) -> each.forEach(part -> part.mark(form, owner));
  }

  /** Values of one person. */
  final class Of implements Personal {
    private record Value(Remnant remnant, List<String> path) {}

    private final List<String> whose;
    private final List<Value> values;

    private Of(List<String> whose, List<Value> values) {
      this.whose = List.copyOf(whose);
      this.values = List.copyOf(values);
    }

    /** What the person is called. */
    public Of name(String path) {
      return with(new Value(Remnant.NAME, path(path)));
    }

    /** What the person wrote. */
    public Of text(String path) {
      return with(new Value(Remnant.TEXT, path(path)));
    }

    /** A list, of which nothing is left. */
    public Of list(String path) {
      return with(new Value(Remnant.LIST, path(path)));
    }

    private Of with(Value value) {
      List<Value> more = new ArrayList<>(values);
      more.add(value);
      return new Of(whose, more);
    }

    @Override
    public void mark(ObjectNode form, String owner) {
      JsonNode id = whose.isEmpty() ? null : at(form, whose);
      if (id == null && !whose.isEmpty()) {
        return;
      }
      String of = id == null ? owner : id.asText();
      for (Value value : values) {
        if (parent(form, value.path()) instanceof ObjectNode holder) {
          set(holder, value.path().getLast(), value.remnant().letter, of);
        }
      }
    }
  }

  private static void element(JsonNode element, String owner, Personal within) {
    if (element instanceof ObjectNode object) {
      within.mark(object, owner);
    }
  }

  private static void set(ObjectNode holder, String field, char letter, String owner) {
    JsonNode value = holder.get(field);
    if (value != null && !value.isNull() && !(value.isContainerNode() && value.isEmpty())) {
      String marked = Marks.mark(letter, owner, json(value));
      holder.set(field, JsonNodeFactory.instance.rawValueNode(new RawValue(marked)));
    }
  }

  /** By hand for texts, which most values are: a writer for each would cost more than its text. */
  private static String json(JsonNode value) {
    if (!value.isTextual()) {
      return value.toString();
    }
    StringBuilder json = new StringBuilder(value.textValue().length() + 16).append('"');
    JsonStringEncoder.getInstance().quoteAsString(value.textValue(), json);
    return json.append('"').toString();
  }

  private static List<String> path(String dotted) {
    return List.of(dotted.split("\\.", -1));
  }

  private static @Nullable JsonNode parent(ObjectNode form, List<String> path) {
    return at(form, path.subList(0, path.size() - 1));
  }

  private static @Nullable JsonNode at(ObjectNode form, List<String> path) {
    JsonNode node = form;
    for (String field : path) {
      node = node == null ? null : node.get(field);
    }
    return node;
  }
}
