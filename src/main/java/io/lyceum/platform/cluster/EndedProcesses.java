package io.lyceum.platform.cluster;

import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.pekko.event.EventStream;

/**
 * The nodes whose process is known to have ended. Shared by the tripwire and the failure detectors
 * of one actor system, of which a detector is given nothing but the event stream.
 */
final class EndedProcesses {
  private static final Map<EventStream, EndedProcesses> BY_SYSTEM =
      Collections.synchronizedMap(new WeakHashMap<>());

  private final Set<String> addresses = ConcurrentHashMap.newKeySet();

  private EndedProcesses() {}

  static EndedProcesses of(EventStream system) {
    return BY_SYSTEM.computeIfAbsent(system, _ -> new EndedProcesses());
  }

  void add(String address) {
    addresses.add(address);
  }

  void remove(String address) {
    addresses.remove(address);
  }

  boolean has(String address) {
    return addresses.contains(address);
  }
}
