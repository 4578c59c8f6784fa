package io.lyceum.spec;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.lyceum.testkit.TestSocket;

/** Holds a server's frames against AsyncAPI. */
final class DescribedFrames {
  private static final PublishedDocument ASYNC = PublishedDocument.ASYNC;

  private DescribedFrames() {}

  /** A frame is one by its description, or by that of its kind where there is one. */
  static void check(JsonNode frame) {
    assertThat(ASYNC.problems(pointer(frame), frame)).as("%s", frame).isEmpty();
  }

  private static String pointer(JsonNode frame) {
    String op = TestSocket.op(frame);
    String topic = frame.path("topic").asText();
    String kind = topic.substring(0, Math.max(0, topic.indexOf(':')));
    String type = frame.path("type").asText().replace(':', '-');
    String message =
        switch (op) {
          case "subscribed" -> kind + ".subscribed";
          case "event", "latest" -> kind + "." + op + "." + type;
          case "signal" -> kind + ".relayed." + type;
          default -> op;
        };
    String pointer = "/components/messages/" + message + "/payload";
    assertThat(ASYNC.at(pointer).isMissingNode()).as("%s", frame).isFalse();
    return pointer;
  }
}
