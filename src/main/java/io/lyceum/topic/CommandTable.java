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
import org.jspecify.annotations.Nullable;

/** A kind's commands by wire type, each with the reader of its {@code data}. */
public final class CommandTable<C> {
  /** A reader for what clients send, unless only the server does, and one for the server's. */
  private record Entry<C>(@Nullable Function<Fields, C> clients, Function<Fields, C> server) {}

  private final Map<String, Entry<C>> entries = new LinkedHashMap<>();

  /** A command that clients may send. */
  public CommandTable<C> on(String type, Function<Fields, ? extends C> reader) {
    return put(type, new Entry<>(reader::apply, reader::apply));
  }

  /**
   * A command that only the server sends (creation by REST, flows); to a client its type is
   * unknown.
   */
  public CommandTable<C> internal(String type, Function<Fields, ? extends C> reader) {
    return put(type, new Entry<>(null, reader::apply));
  }

  /**
   * A command that clients may send and the server completes on its way, by the kind's {@link
   * Preparation}: its form as they send it, and as the topic is told.
   */
  public CommandTable<C> prepared(
      String type, Function<Fields, ? extends C> sent, Function<Fields, ? extends C> told) {
    return put(type, new Entry<>(sent::apply, told::apply));
  }

  /**
   * Reads a command.
   *
   * @throws InvalidFields with {@code unknown_type} for a type the sender may not use, {@code
   *     invalid} for wrong fields
   */
  public C read(String type, JsonNode data, boolean fromServer) throws InvalidFields {
    Entry<C> entry = entries.get(type);
    Function<Fields, C> reader =
        entry == null ? null : fromServer ? entry.server() : entry.clients();
    if (reader == null) {
      throw new InvalidFields(
          new Rejection(ErrorCode.UNKNOWN_TYPE, "This topic has no command of type " + type + "."));
    }
    return Fields.read(data, reader);
  }

  /** The types clients may send, in the order of registration. */
  public List<String> clientTypes() {
    return entries.entrySet().stream()
        .filter(e -> e.getValue().clients() != null)
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
