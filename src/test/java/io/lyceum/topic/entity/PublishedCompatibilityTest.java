package io.lyceum.topic.entity;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.typesafe.config.ConfigFactory;
import io.lyceum.topic.frame.Entry;
import java.util.List;
import java.util.Optional;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.serialization.jackson.JacksonObjectMapperProvider;
import org.junit.jupiter.api.Test;

/** Nodes of this release and of the one before understand each other's fan-out. */
class PublishedCompatibilityTest {
  @Test
  void what_an_older_node_leaves_out_is_unknown_and_what_a_newer_adds_is_passed_over()
      throws JsonProcessingException {
    ActorTestKit kit =
        ActorTestKit.create(
            "compatible",
            ConfigFactory.parseString("pekko.actor.provider = local")
                .withFallback(ConfigFactory.defaultReference()));
    try {
      ObjectMapper mapper =
          JacksonObjectMapperProvider.get(Adapter.toClassic(kit.system()))
              .getOrCreate("jackson-cbor", Optional.empty());
      TopicUpdate.Published now =
          new TopicUpdate.Published(List.of(new Entry(7, List.of())), 5, List.of("t"));
      ObjectNode written = mapper.valueToTree(now);
      assertThat(mapper.treeToValue(written, TopicUpdate.Published.class)).isEqualTo(now);
      written.remove(List.of("durableMicros", "traces"));
      written.put("later", true);
      assertThat(mapper.treeToValue(written, TopicUpdate.Published.class))
          .isEqualTo(new TopicUpdate.Published(now.entries(), 0, List.of()));
    } finally {
      kit.shutdownTestKit();
    }
  }
}
