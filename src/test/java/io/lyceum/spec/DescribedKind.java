package io.lyceum.spec;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.lyceum.call.CallSettings;
import io.lyceum.call.CallTopic;
import io.lyceum.chat.ChatTopic;
import io.lyceum.classroom.ClassroomTopic;
import io.lyceum.core.SchoolId;
import io.lyceum.core.TopicId;
import io.lyceum.inbox.InboxTopic;
import io.lyceum.progress.ProgressTopic;
import io.lyceum.quiz.QuizSettings;
import io.lyceum.quiz.QuizTopic;
import io.lyceum.topic.LiveKind;
import io.lyceum.topic.TopicKind;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The kinds of the server and where AsyncAPI describes them. */
final class DescribedKind {
  private static final PublishedDocument ASYNC = PublishedDocument.ASYNC;

  private DescribedKind() {}

  static List<LiveKind> all() {
    return List.of(
        new ChatTopic(),
        new ClassroomTopic(true),
        new QuizTopic(QuizSettings.DEFAULTS),
        new ProgressTopic(),
        new InboxTopic(),
        new CallTopic(CallSettings.DEFAULTS));
  }

  /** The messages of a kind in one family (command, event, latest …) by their type. */
  static Map<String, JsonNode> messages(String kind, String family) {
    Map<String, JsonNode> described = new TreeMap<>();
    for (String name : PublishedDocument.names(ASYNC.at("/channels/" + kind + "/messages"))) {
      if (name.startsWith(kind + "." + family + ".")) {
        JsonNode message = ASYNC.at("/channels/" + kind + "/messages/" + name);
        String type = message.path("name").asText();
        assertThat(name).isEqualTo(kind + "." + family + "." + type.replace(':', '-'));
        assertThat(message.at("/payload/allOf/1/properties/type/const").asText()).isEqualTo(type);
        described.put(type, message);
      }
    }
    return described;
  }

  static String pointer(String kind, String family, String type) {
    return "/components/messages/" + kind + "." + family + "." + type.replace(':', '-');
  }

  static JsonNode data(JsonNode message) {
    return ASYNC.resolve(message.at("/payload/allOf/1/properties/data"));
  }

  static TopicId topic(TopicKind<?, ?, ?> kind) {
    return new TopicId(new SchoolId("demo"), kind.name(), Samples.TEXT);
  }
}
