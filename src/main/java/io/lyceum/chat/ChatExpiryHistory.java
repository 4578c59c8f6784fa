package io.lyceum.chat;

import io.lyceum.core.SchoolId;
import io.lyceum.core.TopicId;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** SQL for messages that are too old to be shown. */
final class ChatExpiryHistory {
  /**
   * Entries of a chat that are too old.
   *
   * @param through the last one's number
   * @param messages the numbers of those that are messages, ascending
   */
  record Old(TopicId chat, long through, List<Long> messages) {}

  private static final int BATCH = 500;
  private static final int CHATS = 50;

  /**
   * The chats of classes stand in no list of chats; they are there as soon as the class is. A
   * journal's entries are in the order of time, so that only the first one not yet expired is
   * looked at.
   */
  private static final String NEXT =
      """
      with every as (
        select id from chat where school = :school
        union select 'class-' || id from live_class where school = :school)
      select c.id, coalesce(e.through, 0) as through from every c
      left join chat_expiry e on e.school = :school and e.chat = c.id
      where (select j.write_timestamp from event_journal j
             where j.persistence_id = :school || '|chat:' || c.id and j.sequence_number > coalesce(e.through, 0)
             order by j.sequence_number limit 1) < :before
      limit :chats
      """;

  private static final String OLD =
      """
      select sequence_number, event_ser_manifest like 'chat.message-posted/%' as message from (
        select * from event_journal where persistence_id = :topic and sequence_number > :through
        order by sequence_number limit :limit) j
      where write_timestamp < :before order by sequence_number
      """;

  private ChatExpiryHistory() {}

  /** Some chats with entries that are too old, and the first of those of each. */
  static List<Old> next(Handle handle, SchoolId school, Instant before) {
    record Begun(TopicId chat, long through) {}
    return handle
        .createQuery(NEXT)
        .bind("school", school.value())
        .bind("before", before.toEpochMilli())
        .bind("chats", CHATS)
        .map(
            (row, _) ->
                new Begun(
                    new TopicId(school, ChatTopic.NAME, row.getString("id")),
                    row.getLong("through")))
        .list()
        .stream()
        .map(begun -> old(handle, begun.chat(), begun.through(), before))
        .toList();
  }

  private static Old old(Handle handle, TopicId chat, long through, Instant before) {
    record Entry(long seq, boolean message) {}
    List<Entry> entries =
        handle
            .createQuery(OLD)
            .bind("topic", chat.key())
            .bind("through", through)
            .bind("limit", BATCH)
            .bind("before", before.toEpochMilli())
            .map((row, _) -> new Entry(row.getLong(1), row.getBoolean(2)))
            .list();
    return new Old(
        chat,
        entries.isEmpty() ? through + 1 : entries.getLast().seq(),
        entries.stream().filter(Entry::message).map(Entry::seq).toList());
  }

  /** From now on nothing is shown up to here, and what was known of it goes. */
  static void expired(Handle handle, TopicId chat, long through) {
    String of = " where school = :school and chat = :chat and seq <= :through";
    for (String sql :
        List.of(
            "insert into chat_expiry (school, chat, through) values (:school, :chat, :through) on"
                + " conflict (school, chat) do update set through ="
                + " greatest(chat_expiry.through, excluded.through)",
            "delete from chat_change" + of,
            "delete from chat_reaction" + of)) {
      handle
          .createUpdate(sql)
          .bind("school", chat.school().value())
          .bind("chat", chat.id())
          .bind("through", through)
          .execute();
    }
  }
}
