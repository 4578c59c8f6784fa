package io.lyceum.chat;

import io.lyceum.core.SchoolId;
import io.lyceum.core.TopicId;
import io.lyceum.core.UserId;
import io.lyceum.platform.privacy.DataSubject;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The read model of chats: the list of chats and who is in which. */
final class ChatHistory {
  /** A chat in a person's list; a private one without a name is called after the other person. */
  record Row(String id, @Nullable String name, String type) {}

  /** Bounds the answer; nobody scrolls further. */
  private static final int MAX_ROWS = 500;

  private ChatHistory() {}

  /** Writes a chat once; writing it again changes nothing. */
  static void register(Handle handle, TopicId topic, Optional<String> name, String type) {
    handle
        .createUpdate(
            "insert into chat (school, id, name, type) values (:school, :id, :name, :type)"
                + " on conflict do nothing")
        .bind("school", topic.school().value())
        .bind("id", topic.id())
        .bind("name", name.orElse(null))
        .bind("type", type)
        .execute();
  }

  /** Writes a membership unless there has been one; does not undo a removal. */
  static void firstAdded(Handle handle, TopicId topic, UserId person, String name) {
    member(handle, topic, person, name, "do nothing");
  }

  static void added(Handle handle, TopicId topic, UserId person, String name) {
    member(
        handle,
        topic,
        person,
        name,
        "(school, chat, person) do update set removed = false, name = excluded.name");
  }

  static void removed(Handle handle, TopicId topic, UserId person) {
    handle
        .createUpdate(
            "update chat_member set removed = true"
                + " where school = :school and chat = :chat and person = :person")
        .bind("school", topic.school().value())
        .bind("chat", topic.id())
        .bind("person", person.value())
        .execute();
  }

  /** The chats a person is in; the newest first, as their ids carry the time. */
  static List<Row> of(Handle handle, SchoolId school, UserId person) {
    return handle
        .createQuery(
            "select c.id, c.type, coalesce(c.name, case when c.type = 'private' then (select o.name"
                + " from chat_member o where o.school = c.school and o.chat = c.id and o.person <>"
                + " :person limit 1) end) as name from chat c join chat_member m on m.school ="
                + " c.school and m.chat = c.id where m.school = :school and m.person = :person and"
                + " not m.removed order by c.id desc limit :limit")
        .bind("school", school.value())
        .bind("person", person.value())
        .bind("limit", MAX_ROWS)
        .map((rs, _) -> new Row(rs.getString("id"), rs.getString("name"), rs.getString("type")))
        .list();
  }

  /** The chats a person ever was in; a private one is not called after the other. */
  static List<Row> everOf(Handle handle, DataSubject person) {
    return handle
        .createQuery(
            "select c.id, c.name, c.type from chat c join chat_member m on m.school = c.school and"
                + " m.chat = c.id where m.school = :school and m.person = :person order by c.id")
        .bind("school", person.school().value())
        .bind("person", person.user().value())
        .map((rs, _) -> new Row(rs.getString("id"), rs.getString("name"), rs.getString("type")))
        .list();
  }

  static void forget(Handle handle, DataSubject person) {
    handle.execute(
        "delete from chat_member where school = ? and person = ?",
        person.school().value(),
        person.user().value());
  }

  private static void member(
      Handle handle, TopicId topic, UserId person, String name, String onConflict) {
    handle
        .createUpdate(
            "insert into chat_member (school, chat, person, name)"
                + " values (:school, :chat, :person, :name) on conflict "
                + onConflict)
        .bind("school", topic.school().value())
        .bind("chat", topic.id())
        .bind("person", person.value())
        .bind("name", name)
        .execute();
  }
}
