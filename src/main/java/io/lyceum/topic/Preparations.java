package io.lyceum.topic;

import io.lyceum.platform.database.Database;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which commands are prepared before their topics are told, and how. */
public final class Preparations {
  public static final Preparations NONE = new Preparations(Map.of());

  private final Map<String, Map<String, Preparation>> byKind;

  private Preparations(Map<String, Map<String, Preparation>> byKind) {
    this.byKind = byKind;
  }

  public static Preparations of(List<LiveKind> kinds, Database database) {
    Map<String, Map<String, Preparation>> byKind = new HashMap<>();
    kinds.forEach(kind -> byKind.put(kind.topic().name(), kind.preparations(database)));
    return new Preparations(byKind);
  }

  /** How commands of this type are; null when they go to the topic as they are. */
  public @Nullable Preparation of(String kind, String type) {
    return byKind.getOrDefault(kind, Map.of()).get(type);
  }
}
