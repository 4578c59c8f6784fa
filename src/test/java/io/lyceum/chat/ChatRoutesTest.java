package io.lyceum.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.lyceum.chat.domain.ChatCommand;
import io.lyceum.chat.domain.ChatEvent;
import io.lyceum.chat.domain.ChatMember;
import io.lyceum.chat.domain.ChatRole;
import io.lyceum.chat.domain.ChatState;
import io.lyceum.core.SchoolId;
import io.lyceum.core.TopicId;
import io.lyceum.platform.database.Database;
import io.lyceum.testkit.RestServer;
import io.lyceum.testkit.RestServer.Reply;
import io.lyceum.testkit.SimpleTopics;
import io.lyceum.testkit.TestDatabase;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ChatRoutesTest {
  @RegisterExtension static final TestDatabase database = TestDatabase.fresh();

  private static final SimpleTopics<ChatState, ChatCommand, ChatEvent> topics =
      new SimpleTopics<>(ChatTopic.kind());

  @RegisterExtension
  static final RestServer rest =
      RestServer.of(
          authentication ->
              new ChatRoutes(
                  authentication, topics, new Database(database.dataSource(), Runnable::run)));

  @BeforeAll
  static void people() {
    database
        .jdbi()
        .useHandle(
            handle -> {
              handle.execute("insert into school (id, name) values ('demo', 'D'), ('other', 'O')");
              handle.execute(
                  "insert into person (id, school, email, name, role, password_hash) values"
                      + " ('ada', 'demo', 'a@x.example', 'Ada', 'student', '-'),"
                      + " ('bob', 'demo', 'b@x.example', 'Bob', 'student', '-'),"
                      + " ('mallory', 'other', 'm@x.example', 'Mallory', 'student', '-')");
            });
  }

  @Test
  void who_creates_a_group_moderates_it_and_all_see_it_in_their_lists() {
    Reply created =
        rest.post("tea", "/chats", "{'name':'Choir','type':'group','members':['ada','tea','bob']}");
    String id = created.data().get("id").asText();
    assertThat(topics.topic(new TopicId(new SchoolId("demo"), "chat", id)).state().members())
        .hasSize(3)
        .containsValue(
            new ChatMember(
                RestServer.caller("tea").orElseThrow().user(), "tea", ChatRole.MODERATOR));
    assertThat(rest.get("bob", "/chats").data())
        .anySatisfy(
            row -> {
              assertThat(row.get("id").asText()).isEqualTo(id);
              assertThat(row.get("name").asText()).isEqualTo("Choir");
              assertThat(row.get("type").asText()).isEqualTo("group");
            });
  }

  @Test
  void a_private_chat_is_with_one_other_person_of_the_school() {
    Reply created = rest.post("ada", "/chats", "{'type':'private','members':['bob']}");
    assertThat(created.status()).isEqualTo(200);
    assertThat(rest.get("ada", "/chats").data())
        .anySatisfy(row -> assertThat(row.get("name").asText()).isEqualTo("Bob"));
    assertThat(rest.post("ada", "/chats", "{'type':'private','members':['ada']}").field())
        .isEqualTo("members");
    assertThat(rest.post("ada", "/chats", "{'type':'private','members':['bob','mallory']}").field())
        .isEqualTo("members[1]");
  }

  @Test
  void wrong_fields_are_named_and_channels_are_for_teachers() {
    assertThat(rest.post("ada", "/chats", "{'type':'class','members':['bob']}").field())
        .isEqualTo("type");
    assertThat(rest.post("ada", "/chats", "{'type':'group','members':['b b']}").field())
        .isEqualTo("members[0]");
    assertThat(rest.post("ada", "/chats", "{'type':'channel','members':['bob']}").error())
        .isEqualTo("forbidden");
    assertThat(rest.getAsNobody("/chats").error()).isEqualTo("unauthenticated");
  }
}
