package io.lyceum.platform.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lyceum.core.UserId;
import io.lyceum.platform.personal.Personal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * The stored form of one kind's events and state. Stored names are promises: literals with a
 * version, never class names. An unknown name or a newer version stops the topic loudly; nothing is
 * ever skipped.
 *
 * @param <S> the kind's state, stored in snapshots
 * @param <E> the kind's events
 */
public final class JournalCodec<S, E> {
  /** What stands in the journal's manifest column, {@code chat.message-posted/1}. */
  public record Name(String name, int version) {
    @Override
    public String toString() {
      return name + "/" + version;
    }

    static Name parse(String manifest) {
      int slash = manifest.lastIndexOf('/');
      return new Name(
          manifest.substring(0, slash), Integer.parseInt(manifest.substring(slash + 1)));
    }
  }

  private record Entry<E>(Name name, Class<? extends E> type, Personal personal) {}

  private final Class<S> stateType;
  private final Name stateName;
  private final Map<String, Entry<E>> byName = new HashMap<>();
  private final Map<Class<?>, Entry<E>> byType = new HashMap<>();
  private final Map<Name, UnaryOperator<ObjectNode>> upcasters = new HashMap<>();
  private Personal personalState = Personal.NOTHING;

  private JournalCodec(Name stateName, Class<S> stateType) {
    this.stateName = stateName;
    this.stateType = stateType;
  }

  /**
   * Starts a codec; raise {@code version} when the state's shape changes: older snapshots are then
   * left unread and replayed.
   */
  public static <S, E> JournalCodec<S, E> of(String stateName, int version, Class<S> stateType) {
    return new JournalCodec<>(new Name(stateName, version), stateType);
  }

  /** Says what of the state is somebody's own. */
  public JournalCodec<S, E> personal(Personal state) {
    personalState = state;
    return this;
  }

  /** Registers an event in which nothing is personal but ids. */
  public JournalCodec<S, E> event(String name, int version, Class<? extends E> type) {
    return event(name, version, type, Personal.NOTHING);
  }

  /** Registers an event under its literal name and current version. */
  public JournalCodec<S, E> event(
      String name, int version, Class<? extends E> type, Personal personal) {
    Entry<E> entry = new Entry<>(new Name(name, version), type, personal);
    if (byName.put(name, entry) != null || byType.put(type, entry) != null) {
      throw new IllegalArgumentException("registered twice: " + name);
    }
    return this;
  }

  /** Registers how version {@code from} of an event becomes version {@code from + 1}. */
  public JournalCodec<S, E> upcast(String name, int from, UnaryOperator<ObjectNode> upcaster) {
    upcasters.put(new Name(name, from), upcaster);
    return this;
  }

  public String manifest(E event) {
    Entry<E> entry = byType.get(event.getClass());
    if (entry == null) {
      throw new IllegalArgumentException("no stored name for " + event.getClass().getName());
    }
    return entry.name().toString();
  }

  /** Whether this manifest, of any version, is that of {@code type}. */
  public boolean isOf(String manifest, Class<? extends E> type) {
    Entry<E> entry = byName.get(Name.parse(manifest).name());
    return entry != null && entry.type().equals(type);
  }

  public JsonNode write(E event) {
    return Json.MAPPER.valueToTree(event);
  }

  /** The same with marks around what is personal; only as text can it be read again. */
  public JsonNode marked(E event, UserId by) {
    JsonNode json = write(event);
    mark(manifest(event), json, by.value());
    return json;
  }

  /** Marks what is personal in the stored form of an event or the state; of today's version. */
  public void mark(String manifest, JsonNode stored, String by) {
    if (stored instanceof ObjectNode form) {
      Entry<E> entry = byName.get(Name.parse(manifest).name());
      Personal personal = entry == null ? personalState : entry.personal();
      personal.mark(form, by);
    }
  }

  /** Reads an event of any version ever written. */
  public E read(String manifest, JsonNode stored) {
    Name written = Name.parse(manifest);
    Entry<E> entry = byName.get(written.name());
    if (entry == null || written.version() > entry.name().version()) {
      throw new IllegalArgumentException(
          "the journal holds " + manifest + ", which this release does not know");
    }
    JsonNode node = stored;
    for (int version = written.version(); version < entry.name().version(); version++) {
      UnaryOperator<ObjectNode> upcaster = upcasters.get(new Name(written.name(), version));
      if (upcaster == null) {
        throw new IllegalStateException("no upcaster from " + written.name() + "/" + version);
      }
      node = upcaster.apply(node.deepCopy());
    }
    return Json.MAPPER.convertValue(node, entry.type());
  }

  public String stateManifest() {
    return stateName.toString();
  }

  public JsonNode writeState(S state) {
    return Json.MAPPER.valueToTree(state);
  }

  /**
   * Reads a snapshot's state; refuses any other version than the current, which makes the topic
   * replay its events instead.
   */
  public S readState(String manifest, JsonNode stored) {
    if (!manifest.equals(stateManifest())) {
      throw new IllegalArgumentException(
          "snapshot " + manifest + " is not of the current version " + stateManifest());
    }
    return Json.MAPPER.convertValue(stored, stateType);
  }

  /** Every stored name with its current version, for the golden journal test. */
  public List<String> manifests() {
    List<String> all = new ArrayList<>();
    byName.values().forEach(entry -> all.add(entry.name().toString()));
    all.sort(null);
    return all;
  }

  /** Every event type that has a stored name. */
  public List<Class<? extends E>> types() {
    List<Class<? extends E>> all = new ArrayList<>();
    byName.values().forEach(entry -> all.add(entry.type()));
    return all;
  }
}
