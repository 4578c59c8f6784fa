package io.lyceum.golden;

import static io.lyceum.golden.Script.ADA;
import static io.lyceum.golden.Script.BOB;
import static io.lyceum.golden.Script.EVE;
import static io.lyceum.golden.Script.TEA;

import io.lyceum.chat.ChatTopic;
import io.lyceum.core.Caller;
import io.lyceum.core.TopicRole;
import java.util.List;
import java.util.Map;

/** Chats of all four types, with all that can happen in one. */
final class ChatScripts {
  private ChatScripts() {}

  static List<Script<?, ?, ?>> all() {
    return List.of(group(), ofClass(), channel(), ofTwo());
  }

  private static Script<?, ?, ?> group() {
    return Script.of(ChatTopic.kind(), "maths-group")
        .server(
            "chat:create",
            """
            {'name': 'Maths, group 3', 'type': 'group', 'members': [
              {'user': 'ada', 'name': 'Ada', 'role': 'moderator'},
              {'user': 'bob', 'name': 'Bob'},
              {'user': 'eve', 'name': 'Eve'}]}
            """)
        .on(ADA, "message:send", "{'text': 'Who has page 12?'}")
        .on(
            BOB,
            "message:send",
            """
            {'text': 'Here: π·r² \\'Größe\\'\\n👩‍🏫', 'replyTo': 2, 'silent': true, 'attachments': [
              {'name': 'page 12.png', 'url': '/v1/media/page-12.png', 'type': 'image/png', 'size': 48213},
              {'name': 'book', 'url': 'https://books.example/12', 'type': 'text/html', 'size': 0}]}
            """)
        .on(ADA, "message:edit", "{'seq': 2, 'text': 'Who has pages 12 and 13?'}")
        .on(EVE, "message:react", "{'seq': 3, 'emoji': '👍'}")
        .on(BOB, "message:react", "{'seq': 3, 'emoji': '👍'}")
        .on(ADA, "message:react", "{'seq': 3, 'emoji': '❤️'}")
        .on(EVE, "message:react", "{'seq': 3, 'emoji': '👍', 'remove': true}")
        .on(EVE, "message:read", "{'seq': 3}")
        // Stale: accepted, but nothing changes.
        .on(EVE, "message:read", "{'seq': 2}")
        .on(ADA, "message:pin", "{'seq': 3}")
        .on(ADA, "message:pin", "{'seq': 2}")
        .on(ADA, "message:pin", "{'seq': 2, 'remove': true}")
        .on(ADA, "member:add", "{'user': 'kim', 'name': 'Kim Ñ.'}")
        .on(ADA, "member:role", "{'user': 'bob', 'role': 'moderator'}")
        .onBehalfOf(BOB, "message:send", "{'text': 'Sent by REST'}")
        .server("rules:set", "{'chat': false}")
        .snapshot()
        // Takes its pin along.
        .on(BOB, "message:delete", "{'seq': 3}")
        .on(ADA, "member:remove", "{'user': 'eve'}")
        .server("rules:set", "{'chat': true}");
  }

  private static Script<?, ?, ?> ofClass() {
    Map<Caller, TopicRole> inClass =
        Map.of(TEA, new TopicRole("teacher"), ADA, new TopicRole("pupil"));
    return Script.of(ChatTopic.kind(), "class-algebra", inClass)
        .on(ADA, "message:send", "{'text': 'Good morning'}")
        .on(TEA, "message:send", "{'text': 'Good morning, Ada', 'replyTo': 1}")
        .on(TEA, "message:pin", "{'seq': 2}")
        .server("rules:set", "{'chat': false}")
        .snapshot()
        .on(ADA, "message:delete", "{'seq': 1}");
  }

  private static Script<?, ?, ?> channel() {
    return Script.of(ChatTopic.kind(), "school-news")
        .server(
            "chat:create",
            """
            {'name': 'School news', 'type': 'channel', 'members': [
              {'user': 'tea', 'name': 'Tea Ström', 'role': 'moderator'},
              {'user': 'ada', 'name': 'Ada'}]}
            """)
        .on(TEA, "message:send", "{'text': 'Snow: no school tomorrow'}")
        .on(ADA, "message:react", "{'seq': 2, 'emoji': '🎉'}")
        .on(TEA, "member:add", "{'user': 'bob', 'name': 'Bob'}")
        .on(TEA, "member:role", "{'user': 'bob', 'role': 'member'}")
        .snapshot()
        .on(BOB, "message:send", "{'text': 'Hurray'}");
  }

  private static Script<?, ?, ?> ofTwo() {
    return Script.of(ChatTopic.kind(), "ada-and-bob")
        .server(
            "chat:create",
            """
            {'type': 'private', 'members': [
              {'user': 'ada', 'name': 'Ada'}, {'user': 'bob', 'name': 'Bob'}]}
            """)
        .on(ADA, "message:send", "{'text': 'Hi'}")
        .on(BOB, "message:read", "{'seq': 2}")
        .snapshot()
        .on(ADA, "message:delete", "{'seq': 2}");
  }
}
