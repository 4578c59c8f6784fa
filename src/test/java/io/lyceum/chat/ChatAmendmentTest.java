package io.lyceum.chat;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lyceum.core.SchoolId;
import io.lyceum.core.TopicId;
import io.lyceum.core.UserId;
import io.lyceum.testkit.TestDatabase;
import java.time.Instant;
import java.util.List;
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
          ChatChangeHistory.edited(handle, CHAT, 1, "secret, edited", Instant.EPOCH);
          ChatChangeHistory.reacted(handle, CHAT, 1, "👍", new UserId("bob"), false);
          ChatChangeHistory.deleted(handle, CHAT, 1);
        });
    ObjectNode sent = frame(1, "message:new", "secret");
    ObjectNode edited = frame(2, "message:edited", "secret, edited");
    edited.withObject("/data").put("seq", 1);
    amend(sent, edited);
    assertThat(sent.toString() + edited).doesNotContain("secret").doesNotContain("👍");
    assertThat(sent.at("/data/deleted").asBoolean()).isTrue();
  }

  @Test
  void an_edited_message_shows_its_last_form_and_its_reactions() {
    jdbi.useHandle(
        handle -> {
          ChatChangeHistory.edited(handle, CHAT, 5, "first", Instant.EPOCH);
          ChatChangeHistory.edited(handle, CHAT, 5, "last", Instant.EPOCH.plusSeconds(1));
          ChatChangeHistory.reacted(handle, CHAT, 5, "🎉", new UserId("ada"), false);
          ChatChangeHistory.reacted(handle, CHAT, 5, "🎉", new UserId("bob"), false);
          ChatChangeHistory.reacted(handle, CHAT, 5, "🎉", new UserId("ada"), true);
        });
    ObjectNode sent = frame(5, "message:new", "original");
    amend(sent);
    assertThat(sent.at("/data/text").asText()).isEqualTo("last");
    assertThat(sent.at("/data/editedAt").asText()).isEqualTo("1970-01-01T00:00:01Z");
    assertThat(sent.at("/data/reactions/🎉").toString()).isEqualTo("[\"bob\"]");
  }

  @Test
  void a_message_nobody_touched_stands_as_it_was_sent() {
    ObjectNode sent = frame(9, "message:new", "hello");
    amend(sent);
    assertThat(sent).isEqualTo(frame(9, "message:new", "hello"));
  }

  private void amend(ObjectNode... frames) {
    jdbi.useHandle(handle -> new ChatAmendment().amend(handle, CHAT, List.of(frames)));
  }

  private static ObjectNode frame(long seq, String type, String text) {
    ObjectNode frame =
        JsonNodeFactory.instance.objectNode().put("op", "event").put("seq", seq).put("type", type);
    frame.putObject("data").put("text", text);
    return frame;
  }
}
