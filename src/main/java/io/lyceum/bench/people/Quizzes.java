package io.lyceum.bench.people;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Makes quizzes, brings people into them and reads what the server has counted. */
public final class Quizzes {
  /** Far longer than a question is open in a run: it is the host who closes it. */
  private static final int SECONDS = 600;

  private final Rest rest;

  public Quizzes(Rest rest) {
    this.rest = rest;
  }

  /**
   * A quiz.
   *
   * @param questions their ids, in order
   */
  public record Quiz(String id, String code, List<String> questions) {
    public String topic() {
      return "quiz:" + id;
    }
  }

  /** Of so many questions with four choices each. */
  public Quiz create(Pupil owner, int questions) {
    List<Map<String, ?>> all =
        IntStream.rangeClosed(1, questions).<Map<String, ?>>mapToObj(Quizzes::question).toList();
    JsonNode made =
        rest.post(
            owner, "/v1/quizzes", Map.of("title", "bench", "scoring", "speed", "questions", all));
    List<String> ids = new ArrayList<>();
    made.path("questions").forEach(question -> ids.add(question.path("id").asText()));
    return new Quiz(made.path("id").asText(), made.path("code").asText(), ids);
  }

  /** All of them enter by the quiz's code. */
  public void join(List<Pupil> pupils, Quiz quiz) {
    Map<String, ?> code = Map.of("code", quiz.code());
    List<Supplier<JsonNode>> calls = new ArrayList<>();
    pupils.forEach(pupil -> calls.add(() -> rest.post(pupil, "/v1/quizzes/join", code)));
    List<JsonNode> _ = ManyCalls.of(calls);
  }

  /** How many answers the server has counted, of all pupils to all questions. */
  public long counted(Pupil owner, Quiz quiz) {
    long answers = 0;
    for (JsonNode pupil :
        rest.get(owner, "/v1/quizzes/" + quiz.id() + "/results").path("participants")) {
      answers += pupil.path("answers").size();
    }
    return answers;
  }

  private static Map<String, ?> question(int number) {
    return Map.of(
        "type",
        "single",
        "text",
        "Which of these is right? " + number,
        "choices",
        List.of("The first", "The second", "The third", "The fourth"),
        "solution",
        number % 4,
        "seconds",
        SECONDS,
        "points",
        100);
  }
}
