package io.lyceum.golden;

import static io.lyceum.golden.Script.ADA;

import io.lyceum.progress.ProgressTopic;
import java.util.List;

/** A learner who earns every achievement, and one whose only quiz had no score. */
final class ProgressScripts {
  private ProgressScripts() {}

  static List<Script<?, ?, ?>> all() {
    return List.of(diligent(), late());
  }

  private static Script<?, ?, ?> diligent() {
    return Script.of(ProgressTopic.kind(), "ada/computing")
        .server("progress:enroll", enrolment("ada", "Ada"))
        .server("guardian:add", "{'user': 'mum'}")
        .server("guardian:add", "{'user': 'dad'}")
        .server("guardian:remove", "{'user': 'dad'}")
        .on(ADA, "lesson:start", "{'lesson': 'looms'}")
        .on(ADA, "lesson:watch", "{'lesson': 'looms', 'position': 120.25}")
        .on(ADA, "lesson:watch", "{'lesson': 'looms', 'position': 30}")
        .on(ADA, "lesson:complete", "{'lesson': 'looms'}")
        // Again: accepted, but nothing changes.
        .on(ADA, "lesson:complete", "{'lesson': 'looms'}")
        .snapshot()
        // Over 90 %: completed by watching.
        .on(ADA, "lesson:watch", "{'lesson': 'engine', 'position': 400.5}")
        .server("quiz:count", "{'quiz': 'fractions', 'title': 'Fractions', 'score': 9, 'max': 9}");
  }

  private static Script<?, ?, ?> late() {
    return Script.of(ProgressTopic.kind(), "bob/computing")
        .server("progress:enroll", enrolment("bob", "Bob"))
        .server("quiz:count", "{'quiz': 'warm-up', 'title': 'Warm-up', 'score': 0, 'max': 0}")
        .snapshot()
        .server("quiz:count", "{'quiz': 'fractions', 'title': 'Fractions', 'score': 5, 'max': 9}");
  }

  private static String enrolment(String id, String name) {
    return """
    {'learner': {'id': '%s', 'name': '%s'}, 'course': 'computing', 'title': 'Computing',
     'teacher': {'id': 'tea', 'name': 'Tea Ström'}, 'quizzes': 1, 'lessons': [
      {'id': 'looms', 'title': 'Looms and punched cards', 'seconds': 300},
      {'id': 'engine', 'title': 'The analytical engine', 'seconds': 420}]}
    """
        .formatted(id, name);
  }
}
