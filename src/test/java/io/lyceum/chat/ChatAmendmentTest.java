package io.lyceum.chat;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lyceum.chat.domain.ChatEvent;
import io.lyceum.core.SchoolId;
import io.lyceum.core.TopicId;
import io.lyceum.core.UserId;
import io.lyceum.platform.json.Json;
import io.lyceum.testkit.TestDatabase;
import io.lyceum.topic.PastFrame;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ChatAmendmentTest {
  @RegisterExtension static final TestDatabase database = TestDatabase.fresh();
  private static final TopicId CHAT = new TopicId(new SchoolId("demo"), "chat", "old");
  private final Jdbi jdbi = database.jdbi();

  @Test
  void a_deleted_message_keeps_no_word_of_it_in_a_page_of_the_past() {
    jdbi.useHandle(
        handle -> {
          edited(handle, 1, "secret, edited", Instant.EPOCH);
          ChatChangeHistory.reacted(handle, CHAT, 1, "👍", new UserId("bob"), false);
          ChatChangeHistory.deleted(handle, CHAT, 1);
        });
    ObjectNode edit =
        JsonNodeFactory.instance.objectNode().put("seq", 1).put("text", "secret, edited");
    JsonNode page = amended(sent(1, "secret"), frame(2, "message:edited", edit));
    assertThat(page.toString()).doesNotContain("secret").doesNotContain("👍");
    assertThat(page.at("/0/data/deleted").asBoolean()).isTrue();
  }

  @Test
  void an_edited_message_shows_its_last_form_and_its_reactions() {
    jdbi.useHandle(
        handle -> {
          edited(handle, 5, "first", Instant.EPOCH);
          edited(handle, 5, "last", Instant.EPOCH.plusSeconds(1));
          ChatChangeHistory.reacted(handle, CHAT, 5, "🎉", new UserId("ada"), false);
          ChatChangeHistory.reacted(handle, CHAT, 5, "🎉", new UserId("bob"), false);
          ChatChangeHistory.reacted(handle, CHAT, 5, "🎉", new UserId("ada"), true);
        });
    JsonNode page = amended(sent(5, "original"));
    assertThat(page.at("/0/data/text").asText()).isEqualTo("last");
    assertThat(page.at("/0/data/editedAt").asText()).isEqualTo("1970-01-01T00:00:01Z");
    assertThat(page.at("/0/data/reactions/🎉").toString()).isEqualTo("[\"bob\"]");
  }

  @Test
  void a_message_nobody_touched_stands_as_it_was_sent() {
    JsonNode page = amended(sent(9, "hello"));
    assertThat(page.path(0)).isEqualTo(sent(9, "hello").json());
  }

  private static void edited(Handle handle, long seq, String text, Instant at) {
    ChatChangeHistory.edited(
        handle, CHAT, new ChatEvent.MessageEdited(seq, text, at), new UserId("ada"));
  }

  /** What becomes of a page with these frames. */
  private JsonNode amended(PastFrame... frames) {
    jdbi.useHandle(handle -> new ChatAmendment().amend(handle, CHAT, List.of(frames)));
    try {
      return Json.parse(Json.write(frames));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static PastFrame sent(long seq, String text) {
    return frame(seq, "message:new", JsonNodeFactory.instance.objectNode().put("text", text));
  }

  private static PastFrame frame(long seq, String type, ObjectNode data) {
    ObjectNode frame =
        JsonNodeFactory.instance.objectNode().put("op", "event").put("seq", seq).put("type", type);
    return new PastFrame(seq, type, frame.set("data", data).toString());
  }
}
