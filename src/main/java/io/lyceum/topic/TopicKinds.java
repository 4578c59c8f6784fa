package io.lyceum.topic;

import io.lyceum.core.TopicId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The kinds this server has, by name. */
public final class TopicKinds {
  private final Map<String, TopicKind<?, ?, ?>> byName = new LinkedHashMap<>();

  public TopicKinds(List<TopicKind<?, ?, ?>> kinds) {
    for (TopicKind<?, ?, ?> kind : kinds) {
      if (byName.put(kind.name(), kind) != null) {
        throw new IllegalArgumentException("two kinds are named " + kind.name());
      }
    }
  }

  public Optional<TopicKind<?, ?, ?>> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /** The kind of a topic that was let in by {@link Topics#knows}. */
  public TopicKind<?, ?, ?> of(TopicId topic) {
    return find(topic.kind())
        .orElseThrow(() -> new IllegalArgumentException("no kind " + topic.kind()));
  }

  public List<TopicKind<?, ?, ?>> all() {
    return List.copyOf(byName.values());
  }
}
