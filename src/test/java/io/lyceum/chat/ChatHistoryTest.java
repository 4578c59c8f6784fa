package io.lyceum.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.lyceum.chat.domain.ChatEvent;
import io.lyceum.chat.domain.ChatMember;
import io.lyceum.chat.domain.ChatRole;
import io.lyceum.chat.domain.ChatType;
import io.lyceum.core.SchoolId;
import io.lyceum.core.TopicId;
import io.lyceum.core.UserId;
import io.lyceum.identity.Schoolmates;
import io.lyceum.platform.json.JournalCodec;
import io.lyceum.platform.projection.StoredEvent;
import io.lyceum.testkit.TestDatabase;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ChatHistoryTest {
  @RegisterExtension static final TestDatabase database = TestDatabase.fresh();

  private static final SchoolId SCHOOL = new SchoolId("demo");
  private static final UserId ADA = new UserId("ada");
  private static final UserId BOB = new UserId("bob");

  private final ChatHistoryProjection projection = new ChatHistoryProjection();

  @Test
  void a_chat_is_listed_for_its_members_and_a_private_one_has_the_others_name() {
    apply("g1", created(Optional.of("Choir"), ChatType.GROUP));
    apply("p2", created(Optional.empty(), ChatType.PRIVATE));
    assertThat(listOf(ADA))
        .containsExactly(
            new ChatHistory.Row("p2", "Bob", "private"),
            new ChatHistory.Row("g1", "Choir", "group"));
    assertThat(listOf(BOB)).contains(new ChatHistory.Row("p2", "Ada", "private"));
    apply("g1", new ChatEvent.MemberRemoved(BOB));
    database.jdbi().useHandle(h -> ChatHistory.firstAdded(h, topic("g1"), BOB, "Bob"));
    assertThat(listOf(BOB)).hasSize(1);
    apply("g1", new ChatEvent.MemberAdded(BOB, "Bob", ChatRole.MEMBER));
    assertThat(listOf(BOB)).hasSize(2);
    assertThat(listOf(new UserId("eve"))).isEmpty();
  }

  @Test
  void names_are_those_of_people_of_the_school() {
    database
        .jdbi()
        .useHandle(
            handle -> {
              handle.execute("insert into school (id, name) values ('demo', 'D'), ('other', 'O')");
              handle.execute(
                  "insert into person (id, school, email, name, role, password_hash) values"
                      + " ('ada', 'demo', 'a@x.example', 'Ada', 'student', '-'),"
                      + " ('bob', 'other', 'b@x.example', 'Bob', 'student', '-')");
              assertThat(Schoolmates.names(handle, SCHOOL, List.of(ADA, BOB)))
                  .isEqualTo(Map.of(ADA, "Ada"));
              assertThat(Schoolmates.names(handle, SCHOOL, List.of())).isEmpty();
            });
  }

  private List<ChatHistory.Row> listOf(UserId person) {
    return database.jdbi().withHandle(handle -> ChatHistory.of(handle, SCHOOL, person));
  }

  private void apply(String id, ChatEvent event) {
    JournalCodec<?, ChatEvent> journal = ChatTopic.journal();
    StoredEvent stored =
        new StoredEvent(
            topic(id), 1, journal.manifest(event), ADA, Instant.EPOCH, journal.write(event));
    database.jdbi().useTransaction(handle -> projection.apply(handle, stored));
  }

  private static ChatEvent.ChatCreated created(Optional<String> name, ChatType type) {
    return new ChatEvent.ChatCreated(
        name,
        type,
        List.of(
            new ChatMember(ADA, "Ada", ChatRole.MEMBER),
            new ChatMember(BOB, "Bob", ChatRole.MEMBER)));
  }

  private static TopicId topic(String id) {
    return new TopicId(SCHOOL, "chat", id);
  }
}
