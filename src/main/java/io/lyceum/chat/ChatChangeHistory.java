package io.lyceum.chat;

import io.lyceum.chat.domain.ChatEvent.MessageEdited;
import io.lyceum.core.TopicId;
import io.lyceum.core.UserId;
import io.lyceum.platform.privacy.DataSubject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** SQL for what became of messages after they were sent. */
final class ChatChangeHistory {
  /** What became of some messages; of those up to {@code expired} nothing is shown any more. */
  record Changes(Map<Long, Change> changes, long expired) {}

  /** The present form of one message; reactions by emoji. */
  record Change(
      @Nullable String text,
      @Nullable Instant editedAt,
      boolean deleted,
      Map<String, List<UserId>> reactions) {}

  private static final String KEY = " where school = :school and chat = :chat and seq = :seq";
  private static final String OF_MESSAGES =
      " where school = :school and chat = :chat and seq = any(:messages)";

  private ChatChangeHistory() {}

  /**
   * @param author whose message it is; nobody else can edit it
   */
  static void edited(Handle handle, TopicId topic, MessageEdited edit, UserId author) {
    handle
        .createUpdate(
            "insert into chat_change (school, chat, seq, text, edited_at, author) values (:school,"
                + " :chat, :seq, :text, :at, :author) on conflict (school, chat, seq) do update set"
                + " text = excluded.text, edited_at = excluded.edited_at, author ="
                + " excluded.author")
        .bindMap(key(topic, edit.seq()))
        .bind("text", edit.text())
        .bind("at", edit.at())
        .bind("author", author.value())
        .execute();
  }

  static void deleted(Handle handle, TopicId topic, long seq) {
    handle
        .createUpdate(
            "insert into chat_change (school, chat, seq, deleted) values (:school, :chat, :seq,"
                + " true) on conflict (school, chat, seq) do update set deleted = true, text ="
                + " null")
        .bindMap(key(topic, seq))
        .execute();
    handle.createUpdate("delete from chat_reaction" + KEY).bindMap(key(topic, seq)).execute();
  }

  static void reacted(
      Handle handle, TopicId topic, long seq, String emoji, UserId person, boolean removed) {
    String sql =
        removed
            ? "delete from chat_reaction" + KEY + " and emoji = :emoji and person = :person"
            : "insert into chat_reaction (school, chat, seq, emoji, person) values (:school, :chat,"
                + " :seq, :emoji, :person) on conflict do nothing";
    handle
        .createUpdate(sql)
        .bindMap(key(topic, seq))
        .bind("emoji", emoji)
        .bind("person", person.value())
        .execute();
  }

  /**
   * What became of these messages, by one statement; those that stand as they were sent are not in
   * it.
   */
  static Changes of(Handle handle, TopicId topic, Collection<Long> messages) {
    if (messages.isEmpty()) {
      return new Changes(Map.of(), 0);
    }
    long[] expired = {0};
    Map<Long, Change> changes = new HashMap<>();
    Map<Long, Map<String, List<UserId>>> reactions = new HashMap<>();
    handle
        .createQuery(
            "select seq, text, edited_at, deleted, null as emoji, null as person from chat_change"
                + OF_MESSAGES
                + " union all select seq, null, null, false, emoji, person from chat_reaction"
                + OF_MESSAGES
                + " union all select -through, null, null, false, null, null from chat_expiry where"
                + " school = :school and chat = :chat order by seq, emoji, person")
        .bind("school", topic.school().value())
        .bind("chat", topic.id())
        .bindArray("messages", Long.class, messages.toArray())
        .map(
            (row, context) -> {
              long seq = row.getLong("seq");
              String emoji = row.getString("emoji");
              if (seq < 0) {
                expired[0] = -seq;
                return seq;
              }
              Map<String, List<UserId>> people =
                  reactions.computeIfAbsent(seq, _ -> new TreeMap<>());
              if (emoji == null) {
                changes.put(seq, change(row, context, people));
              } else {
                people
                    .computeIfAbsent(emoji, _ -> new ArrayList<>())
                    .add(new UserId(row.getString("person")));
              }
              return seq;
            })
        .list();
    reactions.forEach((seq, of) -> changes.putIfAbsent(seq, new Change(null, null, false, of)));
    return new Changes(changes, expired[0]);
  }

  /** A message that was deleted stays so; what an edited one said is in the journal alone. */
  static void forget(Handle handle, DataSubject person) {
    String of = " where school = :school and ";
    for (String sql :
        List.of(
            "delete from chat_reaction" + of + "person = :person",
            "delete from chat_change" + of + "author = :person and not deleted")) {
      handle
          .createUpdate(sql)
          .bind("school", person.school().value())
          .bind("person", person.user().value())
          .execute();
    }
  }

  private static Change change(
      ResultSet row, StatementContext context, Map<String, List<UserId>> reactions)
      throws SQLException {
    return new Change(
        row.getString("text"),
        context.findColumnMapperFor(Instant.class).orElseThrow().map(row, "edited_at", context),
        row.getBoolean("deleted"),
        reactions);
  }

  private static Map<String, Object> key(TopicId topic, long seq) {
    return Map.of("school", topic.school().value(), "chat", topic.id(), "seq", seq);
  }
}
