package io.lyceum.topic;

import com.fasterxml.jackson.databind.JsonNode;
import io.lyceum.core.ErrorCode;
import io.lyceum.core.Rejection;
import io.lyceum.platform.json.Fields;
import io.lyceum.platform.json.Fields.InvalidFields;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** A kind's commands by wire type, each with the reader of its {@code data}. */
public final class CommandTable<C> {
  private record Entry<C>(boolean internal, Function<Fields, C> reader) {}

  private final Map<String, Entry<C>> entries = new LinkedHashMap<>();

  /** A command that clients may send. */
  public CommandTable<C> on(String type, Function<Fields, ? extends C> reader) {
    return put(type, new Entry<>(false, reader::apply));
  }

  /**
   * A command that only the server sends (creation by REST, flows); to a client its type is
   * unknown.
   */
  public CommandTable<C> internal(String type, Function<Fields, ? extends C> reader) {
    return put(type, new Entry<>(true, reader::apply));
  }

  /**
   * Reads a command.
   *
   * @throws InvalidFields with {@code unknown_type} for a type the sender may not use, {@code
   *     invalid} for wrong fields
   */
  public C read(String type, JsonNode data, boolean fromServer) throws InvalidFields {
    Entry<C> entry = entries.get(type);
    if (entry == null || (entry.internal() && !fromServer)) {
      throw new InvalidFields(
          new Rejection(ErrorCode.UNKNOWN_TYPE, "This topic has no command of type " + type + "."));
    }
    return Fields.read(data, entry.reader());
  }

  /** The types clients may send, in the order of registration. */
  public List<String> clientTypes() {
    return entries.entrySet().stream()
        .filter(e -> !e.getValue().internal())
        .map(Map.Entry::getKey)
        .toList();
  }

  private CommandTable<C> put(String type, Entry<C> entry) {
    if (entries.put(type, entry) != null) {
      throw new IllegalArgumentException("registered twice: " + type);
    }
    return this;
  }
}
