package io.lyceum.topic;

import com.fasterxml.jackson.databind.JsonNode;
import io.lyceum.core.Caller;
import io.lyceum.core.TopicId;
import io.lyceum.platform.json.Fields.InvalidFields;
import java.util.concurrent.CompletionStage;

/**
 * Makes of a client's command what its topic can decide on, where tables must be asked first: who
 * somebody may call. Asked at the door, by whatever way the command came.
 */
@FunctionalInterface
public interface Preparation {
  /**
   * Gives the data of the server's own command of the same type, which the topic is told under the
   * client's id; fails with {@link io.lyceum.platform.http.Refusal}. Asked again when the command
   * comes again.
   */
  CompletionStage<?> prepare(TopicId topic, Caller caller, JsonNode data) throws InvalidFields;
}
