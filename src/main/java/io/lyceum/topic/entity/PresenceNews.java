package io.lyceum.topic.entity;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lyceum.core.Caller;
import io.lyceum.core.TopicId;
import io.lyceum.core.TopicRole;
import io.lyceum.core.UserId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Gathers comings and goings until the next presence frame, so that a bell rung for a thousand
 * pupils is four frames a second.
 */
final class PresenceNews {
  /** A newcomer of a large class is told so many names; the count tells the rest. */
  private static final int MAX_MEMBERS = 500;

  private record Who(Caller caller, TopicRole role) {
    ObjectNode json() {
      return JsonNodeFactory.instance
          .objectNode()
          .put("id", caller.user().value())
          .put("name", caller.name())
          .put("role", role.name());
    }
  }

  private final TopicId topic;
  private final Predicate<TopicRole> shown;
  private final Map<UserId, Who> joined = new LinkedHashMap<>();
  private final Map<UserId, Who> left = new LinkedHashMap<>();

  /** Those present as they were told last, and the roster's version then. */
  private String members = "";

  private int version = -1;

  PresenceNews(TopicId topic, Predicate<TopicRole> shown) {
    this.topic = topic;
    this.shown = shown;
  }

  void joined(Caller caller, TopicRole role) {
    if (shown.test(role)) {
      left.remove(caller.user());
      joined.put(caller.user(), new Who(caller, role));
    }
  }

  void left(Caller caller, TopicRole role) {
    if (shown.test(role) && joined.remove(caller.user()) == null) {
      left.put(caller.user(), new Who(caller, role));
    }
  }

  boolean isEmpty() {
    return joined.isEmpty() && left.isEmpty();
  }

  /**
   * The frame with all that was gathered; starts anew.
   *
   * @param whole with all who are here, in place of what a viewer believed
   */
  String frame(Roster roster, boolean whole) {
    ObjectNode json =
        JsonNodeFactory.instance.objectNode().put("op", "presence").put("topic", topic.wire());
    ArrayNode in = json.putArray("joined");
    joined.values().forEach(who -> in.add(who.json()));
    ArrayNode out = json.putArray("left");
    left.values().forEach(who -> out.add(who.json()));
    json.put("count", roster.people().stream().filter(p -> shown.test(p.role())).count());
    if (whole) {
      json.set("members", list(roster));
    }
    joined.clear();
    left.clear();
    return json.toString();
  }

  /**
   * Those present, for a newcomer. A crowd that returns after a lost node has never left, so all of
   * it is told the same text.
   */
  String members(Roster roster) {
    if (version != roster.version()) {
      members = list(roster).toString();
      version = roster.version();
    }
    return members;
  }

  private ArrayNode list(Roster roster) {
    ArrayNode members = JsonNodeFactory.instance.arrayNode();
    roster.people().stream()
        .filter(p -> shown.test(p.role()))
        .limit(MAX_MEMBERS)
        .forEach(p -> members.add(new Who(p.caller(), p.role()).json()));
    return members;
  }
}
