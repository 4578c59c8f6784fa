package io.lyceum.golden;

import static io.lyceum.golden.Script.ADA;
import static io.lyceum.golden.Script.BOB;
import static io.lyceum.golden.Script.EVE;
import static io.lyceum.golden.Script.TEA;

import io.lyceum.classroom.ClassroomTopic;
import java.util.List;

/** A whole class with lobby, hands, rooms and a quiz, a room, and a class that was only planned. */
final class ClassScripts {
  private ClassScripts() {}

  static List<Script<?, ?, ?>> all() {
    return List.of(lesson(), planned(), room());
  }

  private static Script<?, ?, ?> lesson() {
    return Script.of(ClassroomTopic.kind(), "algebra")
        .server(
            "class:create",
            """
            {'title': 'Algebra', 'code': 'DEMO23', 'courseId': 'computing',
             'teacher': {'id': 'tea', 'name': 'Tea Ström'}}
            """)
        .server("member:enroll", "{'user': 'ada', 'name': 'Ada'}")
        .server("member:enroll", "{'user': 'bob', 'name': 'Bob'}")
        .server("member:enroll", "{'user': 'eve', 'name': 'Eve'}")
        .server("member:enroll", "{'user': 'kim', 'name': 'Kim Ñ.'}")
        .arrives(TEA)
        .arrives(ADA)
        .on(TEA, "class:start", "{}")
        // Twice: accepted, but nothing changes.
        .on(TEA, "class:start", "{}")
        .arrives(BOB)
        .on(TEA, "rules:set", "{'lobby': true, 'microphones': false}")
        .arrives(EVE)
        .leaves(EVE)
        .arrives(EVE)
        .server("member:enroll", "{'user': 'dan', 'name': 'Dan'}")
        .on(TEA, "member:admit", "{'user': 'eve'}")
        .on(TEA, "member:deny", "{'user': 'dan'}")
        .on(ADA, "hand:raise", "{}")
        .on(BOB, "hand:raise", "{}")
        .on(TEA, "hand:lower", "{'user': 'bob'}")
        .on(TEA, "member:mute", "{'user': 'bob', 'muted': true}")
        .on(TEA, "member:spotlight", "{'user': 'ada', 'on': true}")
        .on(TEA, "screen:permit", "{'user': 'ada', 'on': true}")
        .on(ADA, "screen:start", "{}")
        .on(TEA, "screen:start", "{}")
        .on(TEA, "screen:stop", "{}")
        .on(TEA, "member:role", "{'user': 'bob', 'role': 'assistant'}")
        .server("quiz:attach", "{'quiz': 'fractions', 'title': 'Fractions'}")
        .server("recording:start", "{'by': 'tea', 'pupils': true}")
        .snapshot()
        .later(600)
        .on(BOB, "member:sendback", "{'user': 'eve'}")
        .on(BOB, "member:admit", "{'user': 'eve'}")
        .server("quiz:detach", "{'quiz': 'fractions'}")
        .on(TEA, "member:role", "{'user': 'bob', 'role': 'pupil'}")
        .on(
            TEA,
            "breakout:open",
            "{'rooms': 2, 'seconds': 600, 'seats': [{'user': 'ada', 'room': 1}], 'others': 'deal'}")
        .on(ADA, "help:ask", "{}")
        .on(TEA, "breakout:announce", "{'text': 'Turn the page, all of you.'}")
        .snapshot()
        .on(TEA, "help:answer", "{'room': 1}")
        .on(TEA, "breakout:seat", "{'user': 'eve', 'room': 1}")
        .on(TEA, "breakout:seat", "{'user': 'eve'}")
        .on(TEA, "breakout:close", "{}")
        .later(60)
        .leaves(ADA)
        .arrives(ADA)
        .on(TEA, "member:remove", "{'user': 'kim'}")
        .on(TEA, "rules:set", "{'lobby': false}")
        .on(EVE, "hand:raise", "{}")
        .on(TEA, "rules:set", "{'hands': false, 'chat': false}")
        .later(1800)
        .on(TEA, "class:end", "{}")
        .leaves(TEA);
  }

  private static Script<?, ?, ?> room() {
    return Script.of(ClassroomTopic.kind(), "algebra.30.1")
        .server(
            "room:arrange",
            """
            {'classId': 'algebra', 'number': 1, 'title': 'Algebra, room 1',
             'teacher': {'id': 'tea', 'name': 'Tea Ström'},
             'people': [{'user': 'ada', 'name': 'Ada', 'assistant': false},
                        {'user': 'bob', 'name': 'Bob', 'assistant': true}]}
            """)
        .arrives(ADA)
        .snapshot()
        .server(
            "room:arrange",
            """
            {'classId': 'algebra', 'number': 1, 'title': 'Algebra, room 1',
             'teacher': {'id': 'tea', 'name': 'Tea Ström'},
             'people': [{'user': 'eve', 'name': 'Eve', 'assistant': false}]}
            """)
        .server("class:end", "{}");
  }

  private static Script<?, ?, ?> planned() {
    return Script.of(ClassroomTopic.kind(), "drawing")
        .server(
            "class:create",
            """
            {'title': 'Drawing', 'code': 'ABC234', 'teacher': {'id': 'tea', 'name': 'Tea Ström'}}
            """)
        .on(TEA, "rules:set", "{'lobby': true}")
        .snapshot()
        .server("member:enroll", "{'user': 'ada', 'name': 'Ada'}");
  }
}
