package io.lyceum.faults;

import com.fasterxml.jackson.databind.JsonNode;
import io.lyceum.core.Role;
import io.lyceum.faults.stage.Node;
import io.lyceum.identity.Person;
import io.lyceum.testkit.RestClient;
import io.lyceum.testkit.TestSocket;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;

/**
 * Pupils answer in the last moment before the deadline while a node is killed; each of three
 * quizzes sees another node go. Who got an acknowledgement is counted, nobody else is, and nobody
 * is let in afterwards (P7).
 */
final class QuizRace {
  private static final int PUPILS = 100;
  private static final int SECONDS = 6;

  private final Scene scene;
  private final String name;
  private final RestClient teacher;
  private final List<Person> pupils = new ArrayList<>();
  private final AtomicInteger repeated = new AtomicInteger();
  private final AtomicInteger late = new AtomicInteger();

  private QuizRace(Scene scene) {
    this.scene = scene;
    this.name = "quiz" + scene.random().nextInt(1_000_000);
    this.teacher = client(scene.school().enrol(name + "-t", Role.TEACHER));
    for (int i = 0; i < PUPILS; i++) {
      pupils.add(scene.school().enrol(name + "-" + i, Role.STUDENT));
    }
  }

  static String run(Scene scene) {
    QuizRace race = new QuizRace(scene);
    int counted = 0;
    for (Node victim : scene.stage().nodes()) {
      counted += race.round(victim);
    }
    return race.repeated.get() == 0
        ? ""
        : counted
            + " answers acknowledged and counted, "
            + race.late
            + " too late, "
            + race.repeated
            + " sent more than once";
  }

  private int round(Node victim) {
    Map<String, ?> wanted =
        Map.of("title", "Race", "scoring", "accuracy", "questions", List.of(question()));
    JsonNode quiz =
        Awaitility.await("a quiz")
            .atMost(Duration.ofSeconds(30))
            .ignoreExceptions()
            .until(() -> teacher.call("post", "/v1/quizzes", wanted), made -> made.status() < 300)
            .data();
    String topic = "quiz:" + quiz.path("id").asText();
    String question = quiz.at("/questions/0/id").asText();
    try (ExecutorService people = Executors.newVirtualThreadPerTaskExecutor()) {
      pupils.forEach(pupil -> people.execute(() -> join(pupil, quiz.path("code").asText())));
    }
    command(teacher, TestSocket.newId(), topic, "quiz:open", Map.of());
    Instant opened = Instant.now();
    command(teacher, TestSocket.newId(), topic, "question:next", Map.of());
    Instant deadline = opened.plusSeconds(SECONDS);
    Set<String> acknowledged = new ConcurrentSkipListSet<>();
    try (ExecutorService people = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Person pupil : pupils) {
        // Most in time, some after it.
        Duration wait =
            Duration.between(Instant.now(), deadline).minusMillis(scene.random().nextInt(-50, 200));
        people.execute(() -> answer(pupil, topic, question, wait, acknowledged));
      }
      scene.hold(
          Duration.between(Instant.now(), deadline).plusMillis(scene.random().nextInt(-100, 100)));
      victim.process().kill();
    }
    scene.startAgain(victim);
    scene.awaitReady(victim);
    command(teacher, TestSocket.newId(), topic, "quiz:finish", Map.of());
    Set<String> counted = counted(topic);
    if (!counted.equals(acknowledged)) {
      throw new AssertionError("acknowledged " + acknowledged + ", counted " + counted);
    }
    return counted.size();
  }

  private static Map<String, ?> question() {
    return Map.of(
        "type", "boolean", "text", "Now?", "solution", true, "seconds", SECONDS, "points", 1);
  }

  private void join(Person pupil, String code) {
    RestClient client = client(pupil);
    Awaitility.await("to join")
        .atMost(Duration.ofSeconds(30))
        .ignoreExceptions()
        .until(() -> client.call("post", "/v1/quizzes/join", Map.of("code", code)).status() == 200);
  }

  private void answer(
      Person pupil, String topic, String question, Duration wait, Set<String> acknowledged) {
    scene.hold(wait.isNegative() ? Duration.ZERO : wait);
    Map<String, ?> data = Map.of("question", question, "answer", true);
    String code = command(client(pupil), TestSocket.newId(), topic, "answer:submit", data);
    if (code.isEmpty()) {
      acknowledged.add(pupil.id().value());
    } else {
      late.incrementAndGet();
    }
  }

  /** Sends it under one id until it is decided; empty when it was acknowledged, else the code. */
  private String command(
      RestClient client, String id, String topic, String type, Map<String, ?> data) {
    Map<String, ?> body = Map.of("id", id, "type", type, "data", data);
    RestClient at = client;
    while (true) {
      try {
        RestClient.Answer answer = at.call("post", "/v1/topics/" + topic + "/commands", body);
        if (answer.status() == 200) {
          return "";
        }
        if (answer.status() < 500) {
          return answer.body().at("/error/code").asText();
        }
      } catch (UncheckedIOException e) {
        // Its node is gone; another one takes the same id.
      }
      repeated.incrementAndGet();
      scene.hold(Duration.ofMillis(100));
      at = new RestClient(scene.anyNode().host().address() + ":" + Node.HTTP, client.token());
    }
  }

  private Set<String> counted(String topic) {
    String path = "/v1/quizzes/" + topic.substring("quiz:".length()) + "/results";
    JsonNode results =
        Awaitility.await("the results")
            .atMost(Duration.ofSeconds(30))
            .ignoreExceptions()
            .until(() -> teacher.call("get", path), answer -> answer.status() == 200)
            .data();
    Set<String> counted = new TreeSet<>();
    StreamSupport.stream(results.path("participants").spliterator(), false)
        .filter(participant -> !participant.path("answers").isEmpty())
        .forEach(participant -> counted.add(participant.at("/user").asText()));
    return counted;
  }

  private RestClient client(Person person) {
    return scene.school().as(person, scene.anyNode());
  }
}
