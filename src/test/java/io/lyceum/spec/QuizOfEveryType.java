package io.lyceum.spec;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a teacher sends to make a quiz with a question of each type. */
final class QuizOfEveryType {
  private QuizOfEveryType() {}

  static Map<String, Object> body() {
    List<String> choices = List.of("one", "two", "three");
    return Map.of(
        "title",
        "Everything",
        "scoring",
        "speed",
        "courseId",
        "computing",
        "questions",
        List.of(
            question("single", 0, choices),
            question("multiple", List.of(0, 1), choices),
            question("boolean", true, List.of()),
            question("numeric", Map.of("value", 3.14, "tolerance", 0.01), List.of()),
            question("text", List.of("Curie", "Marie Curie"), List.of())));
  }

  private static Map<String, Object> question(String type, Object solution, List<String> choices) {
    Map<String, Object> question = new LinkedHashMap<>();
    question.put("type", type);
    question.put("text", "What is it?");
    question.put("solution", solution);
    question.put("seconds", 60);
    question.put("points", 100);
    if (!choices.isEmpty()) {
      question.put("choices", choices);
    }
    return question;
  }
}
