package io.lyceum.topic;

import io.lyceum.core.Decision;
import io.lyceum.core.TopicRole;
import io.lyceum.core.Viewer;
import io.lyceum.platform.json.Fields;
import java.util.List;
import java.util.Optional;

/** The wire of one kind: JSON to command, event to what each viewer sees. Pure. */
public interface TopicFrames<S, C, E> {
  /** The commands by wire type. */
  CommandTable<C> commands();

  /**
   * What is shown of an event and to whom: the first view whose audience includes a viewer is
   * theirs; none hides it. Depends on the event alone, so that a replay shows what the live stream
   * showed. Each view is encoded once.
   */
  List<View> views(E event);

  /** What a newcomer is told before the next event; an object that can be written as JSON. */
  Object snapshot(S state, Viewer viewer);

  /** Relays a signal, or says why not; by default this kind has none. */
  default Relay signal(S state, Viewer from, String type, Fields data) {
    return Relay.unknown(type);
  }

  /**
   * A named question a REST route may ask of the state ({@code attendance}); empty when the name is
   * not known.
   */
  default Optional<Decision<Object>> report(S state, String name, Viewer viewer) {
    return Optional.empty();
  }

  /** Whether people of this role are counted among those present, and see the others. */
  default boolean showsPresence(TopicRole role) {
    return true;
  }
}
