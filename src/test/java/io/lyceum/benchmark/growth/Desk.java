package io.lyceum.benchmark.growth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.uuid.Generators;
import io.lyceum.bench.net.BenchProblem;
import io.lyceum.bench.people.Chats;
import io.lyceum.bench.people.People;
import io.lyceum.bench.people.Pupil;
import io.lyceum.bench.people.Rest;
import io.lyceum.benchmark.contender.Running;
import io.lyceum.core.Role;
import io.lyceum.core.TopicId;
import io.lyceum.identity.BenchPeople;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;

/** One person who writes into chats of their own and asks for them, by REST. */
final class Desk {
  private static final double MILLI = 1e6;
  private static final long PATIENCE_NANOS = 120_000_000_000L;

  private final Rest rest;
  private final Pupil pupil;

  Desk(Running server) {
    this.rest = new Rest(address(server));
    this.pupil = People.in(server.databaseAddress()).take(1, Role.STUDENT).getFirst();
  }

  static InetSocketAddress address(Running server) {
    URI uri = URI.create("http://" + server.address());
    return new InetSocketAddress(uri.getHost(), uri.getPort());
  }

  String token() {
    return pupil.token();
  }

  /** A chat nobody else is in. */
  TopicId chat() {
    String wire = new Chats(rest).create(List.of(pupil), 1, 1).getFirst();
    return TopicId.parse(BenchPeople.SCHOOL, wire).orElseThrow();
  }

  /** Posts a hundred letters; the number of the event. */
  long post(TopicId chat) {
    Map<String, ?> command =
        Map.of(
            "id", Generators.timeBasedEpochRandomGenerator().generate().toString(),
            "type", "message:send",
            "data", Map.of("text", "x".repeat(100)));
    return rest.post(pupil, path(chat) + "/commands", command).path("seq").asLong();
  }

  /** The number of the last event. */
  long last(TopicId chat) {
    JsonNode events = rest.get(pupil, path(chat) + "/events?limit=1");
    return events.path(0).path("seq").asLong();
  }

  /** Milliseconds until a chat answers, which the server refuses while it takes too long. */
  double touch(TopicId chat, long expected) {
    long began = System.nanoTime();
    while (true) {
      try {
        long last = last(chat);
        if (last != expected) {
          throw new IllegalStateException(chat + " ends at " + last + ", not " + expected);
        }
        return (System.nanoTime() - began) / MILLI;
      } catch (BenchProblem e) {
        if (System.nanoTime() - began > PATIENCE_NANOS) {
          throw e;
        }
      }
    }
  }

  private static String path(TopicId chat) {
    return "/v1/topics/" + chat.wire();
  }
}
