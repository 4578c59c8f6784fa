package io.lyceum.benchmark.growth;

import static org.assertj.core.api.Assertions.assertThat;

import io.lyceum.chat.ChatTopic;
import io.lyceum.chat.domain.Author;
import io.lyceum.chat.domain.ChatEvent;
import io.lyceum.chat.domain.ChatState;
import io.lyceum.core.CommandId;
import io.lyceum.core.SchoolId;
import io.lyceum.core.TopicId;
import io.lyceum.core.UserId;
import io.lyceum.testkit.TestDatabase;
import io.lyceum.topic.journal.RecordCodec;
import io.lyceum.topic.journal.Recorded;
import io.lyceum.topic.journal.Sent;
import io.lyceum.topic.journal.StoredRecord;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Copies are what the server would have written. */
class JournalFillTest {
  @RegisterExtension static final TestDatabase database = TestDatabase.fresh();

  private static final RecordCodec<ChatState, ChatEvent> CODEC =
      new RecordCodec<>(ChatTopic.journal());
  private static final UserId ADA = new UserId("ada");
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  private final TopicId chat =
      new TopicId(new SchoolId("bench"), "chat", UUID.randomUUID().toString());

  @BeforeEach
  void write() {
    CommandId id = new CommandId(UUID.fromString("019b7a5c-1c00-7abc-8def-0123456789ab"));
    StoredRecord row = CODEC.write(new Recorded<>(posted(2), ADA, new Sent(ADA, id), NOON, null));
    database
        .jdbi()
        .useHandle(
            handle ->
                handle.execute(
                    "insert into event_journal (persistence_id, sequence_number, writer,"
                        + " write_timestamp, event_ser_id, event_ser_manifest, event_payload)"
                        + " values (?, 2, 'w', 0, 7301, ?, ?)",
                    chat.key(),
                    row.manifest(),
                    row.json().getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void a_topic_goes_on_with_entries_of_their_own_numbers_and_commands() {
    new JournalFill(database).lengthen(chat, 2, 40);

    List<Recorded<ChatEvent>> entries = entries(chat);
    assertThat(entries).hasSize(39).allMatch(entry -> entry.by().equals(ADA));
    assertThat(entries.getFirst().event()).isEqualTo(posted(2));
    assertThat(entries.getLast().event()).isEqualTo(posted(40));
    assertThat(entries)
        .extracting(entry -> Objects.requireNonNull(entry.sent()).id())
        .doesNotHaveDuplicates();
  }

  @Test
  void a_copied_topic_has_the_same_entries() {
    new JournalFill(database).multiply(chat, 20);

    assertThat(entries(JournalFill.copy(chat, 20))).isEqualTo(entries(chat)).hasSize(1);
    assertThat(entries(JournalFill.copy(chat, 21))).isEmpty();
  }

  private static List<Recorded<ChatEvent>> entries(TopicId topic) {
    return database
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .createQuery(
                        "select event_ser_manifest, convert_from(event_payload, 'UTF8') from"
                            + " event_journal where persistence_id = :topic order by"
                            + " sequence_number")
                    .bind("topic", topic.key())
                    .map(
                        (row, _) ->
                            CODEC.read(new StoredRecord(row.getString(1), row.getString(2))))
                    .list());
  }

  private static ChatEvent posted(long seq) {
    return new ChatEvent.MessagePosted(
        seq, new Author(ADA, "Ada"), "Hello", Optional.empty(), false, List.of(), NOON);
  }
}
