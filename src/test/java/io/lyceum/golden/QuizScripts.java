package io.lyceum.golden;

import static io.lyceum.golden.Script.ADA;
import static io.lyceum.golden.Script.BOB;
import static io.lyceum.golden.Script.EVE;
import static io.lyceum.golden.Script.TEA;

import io.lyceum.core.TopicRole;
import io.lyceum.quiz.QuizSettings;
import io.lyceum.quiz.QuizTopic;
import io.lyceum.quiz.domain.QuizCommand;
import io.lyceum.quiz.domain.QuizEvent;
import io.lyceum.quiz.domain.QuizState;
import io.lyceum.topic.TopicKind;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A quiz of every type of question, closed in every way, and one nobody was asked in. */
final class QuizScripts {
  private QuizScripts() {}

  static List<Script<?, ?, ?>> all() {
    return List.of(ofClass(), byCode());
  }

  private static TopicKind<QuizState, QuizCommand, QuizEvent> kind() {
    return QuizTopic.kind(new QuizSettings(Duration.ofMillis(250)));
  }

  private static Script<?, ?, ?> ofClass() {
    TopicRole pupil = new TopicRole("pupil");
    return Script.of(kind(), "fractions", Map.of(ADA, pupil, BOB, pupil))
        .server("quiz:create", fractions())
        .server("participant:add", "{'user': 'eve', 'name': 'Eve'}")
        // Again: accepted, but nothing changes.
        .server("participant:add", "{'user': 'eve', 'name': 'Eve'}")
        .on(TEA, "quiz:open", "{}")
        .on(TEA, "question:next", "{}")
        .on(ADA, "answer:submit", "{'question': 'q1', 'answer': 1}")
        .on(BOB, "answer:submit", "{'question': 'q1', 'answer': 0}")
        .wakes()
        .on(TEA, "question:next", "{}")
        .on(ADA, "answer:submit", "{'question': 'q2', 'answer': [2, 0]}")
        .on(EVE, "answer:submit", "{'question': 'q2', 'answer': []}")
        .on(TEA, "question:close", "{}")
        .on(TEA, "question:next", "{}")
        .on(EVE, "answer:submit", "{'question': 'q3', 'answer': true}")
        .later(20)
        // Past the deadline: closes the third question and opens the fourth.
        .on(TEA, "question:next", "{}")
        .on(BOB, "answer:submit", "{'question': 'q4', 'answer': 0.4}")
        .on(ADA, "answer:submit", "{'question': 'q4', 'answer': 1e21}")
        .snapshot()
        .on(TEA, "question:close", "{}")
        .on(TEA, "question:next", "{}")
        .on(BOB, "answer:submit", "{'question': 'q5', 'answer': ' STRASSE '}")
        .on(TEA, "quiz:finish", "{}");
  }

  private static String fractions() {
    return """
    {'title': 'Fractions', 'code': 'QUIZ23', 'classId': 'algebra', 'courseId': 'computing',
     'scoring': 'speed', 'owner': {'id': 'tea', 'name': 'Tea Ström'}, 'questions': [
      {'id': 'q1', 'type': 'single', 'text': '1/2 + 1/3 = ?', 'choices': ['2/5', '5/6', '1'],
       'solution': 1, 'seconds': 20, 'points': 1000},
      {'id': 'q2', 'type': 'multiple', 'text': 'Which are ½?', 'choices': ['2/4', '3/5', '50 %'],
       'solution': [0, 2], 'seconds': 30, 'points': 500},
      {'id': 'q3', 'type': 'boolean', 'text': '0/1 is a number.', 'solution': true,
       'seconds': 10, 'points': 100},
      {'id': 'q4', 'type': 'numeric', 'text': 'About 1/3?',
       'solution': {'value': 0.3, 'tolerance': 0.1}, 'seconds': 20, 'points': 1000},
      {'id': 'q5', 'type': 'text', 'text': 'Where does the line go?',
       'solution': ['Straße', 'Strasze'], 'seconds': 20, 'points': 1000}]}
    """;
  }

  private static Script<?, ?, ?> byCode() {
    return Script.of(kind(), "warm-up")
        .server(
            "quiz:create",
            """
            {'title': 'Warm-up', 'code': 'ABC235', 'scoring': 'accuracy',
             'owner': {'id': 'tea', 'name': 'Tea Ström'}, 'questions': [
              {'id': 'q1', 'type': 'boolean', 'text': 'Awake?', 'solution': false,
               'seconds': 5, 'points': 1}]}
            """)
        .server("participant:add", "{'user': 'ada', 'name': 'Ada'}")
        .on(TEA, "quiz:open", "{}")
        .snapshot()
        .on(TEA, "quiz:finish", "{}");
  }
}
