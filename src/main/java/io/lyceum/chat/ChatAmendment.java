package io.lyceum.chat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lyceum.chat.ChatChangeHistory.Change;
import io.lyceum.core.TopicId;
import io.lyceum.topic.Amendment;
import io.lyceum.topic.PastFrame;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** Old messages as they stand: edited, with their reactions, and without a word once deleted. */
final class ChatAmendment implements Amendment {
  /** Looks like one that was deleted. */
  private static final Change EXPIRED = new Change(null, null, true, Map.of());

  @Override
  public void amend(Handle handle, TopicId topic, List<PastFrame> events) {
    List<Long> messages =
        events.stream().map(ChatAmendment::message).filter(seq -> seq > 0).distinct().toList();
    ChatChangeHistory.Changes changes = ChatChangeHistory.of(handle, topic, messages);
    for (PastFrame event : events) {
      long message = message(event);
      Change change = message <= changes.expired() ? EXPIRED : changes.changes().get(message);
      if (change != null && event.json().get("data") instanceof ObjectNode data) {
        switch (event.type()) {
          case "message:new" -> fold(data, change);
          case "message:edited" -> {
            if (change.deleted()) {
              data.put("text", "");
            }
          }
          default -> {}
        }
      }
    }
  }

  /** The number of the message an event is about; 0 when it is about none that holds text. */
  private static long message(PastFrame event) {
    return switch (event.type()) {
      case "message:new" -> event.seq();
      case "message:edited" -> event.json().path("data").path("seq").asLong();
      default -> 0;
    };
  }

  private static void fold(ObjectNode data, Change change) {
    // Deleted by somebody, or gone with its author.
    if (change.deleted() || data.path("deleted").asBoolean()) {
      data.put("text", "");
      data.remove("attachments");
      data.put("deleted", true);
      return;
    }
    if (change.text() != null && change.editedAt() != null) {
      data.put("text", change.text());
      data.put("editedAt", change.editedAt().toString());
    }
    if (!change.reactions().isEmpty()) {
      ObjectNode reactions = data.putObject("reactions");
      change
          .reactions()
          .forEach(
              (emoji, people) -> {
                ArrayNode names = reactions.putArray(emoji);
                people.forEach(person -> names.add(person.value()));
              });
    }
  }
}
