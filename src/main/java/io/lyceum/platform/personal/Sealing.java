package io.lyceum.platform.personal;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Seals what of stored texts is personal, each with a key of the person whose it is, and opens it
 * again. What was never sealed is opened as it is. All but {@link #openSoon} may wait for the
 * database.
 */
public interface Sealing {
  /** Without keys: nothing is sealed. */
  Sealing OFF =
      new Sealing() {
        @Override
        public void closeAll(String[] topics, byte[][] payloads) {
          for (int i = 0; i < payloads.length; i++) {
            if (isMarked(payloads[i])) {
              payloads[i] = bytes(Marks.plain(text(payloads[i])));
            }
          }
        }

        @Override
        public List<String> openAll(String topic, List<String> stored) {
          if (stored.stream().anyMatch(SealedText::isSealed)) {
            throw new IllegalStateException(
                "what " + topic + " holds is sealed, and there are no keys");
          }
          return stored;
        }

        @Override
        public CompletionStage<String> openSoon(String topic, String stored) {
          return CompletableFuture.completedStage(openAll(topic, List.of(stored)).getFirst());
        }
      };

  /**
   * Puts the sealed form in place of each payload that has marks.
   *
   * @param topics the keys of the topics they are of
   */
  void closeAll(String[] topics, byte[][] payloads);

  /** The plain forms of what is stored of one topic. */
  List<String> openAll(String topic, List<String> stored);

  /** The same for one; at once when its people's keys are at hand. */
  CompletionStage<String> openSoon(String topic, String stored);

  default String close(String topic, String marked) {
    byte[][] payload = {bytes(marked)};
    closeAll(new String[] {topic}, payload);
    return text(payload[0]);
  }

  default String open(String topic, String stored) {
    return SealedText.isSealed(stored) ? openAll(topic, List.of(stored)).getFirst() : stored;
  }

  /** Whether there is a mark in it, of which the first byte stands in no JSON. */
  static boolean isMarked(byte[] payload) {
    for (byte b : payload) {
      if (b == Marks.OPEN) {
        return true;
      }
    }
    return false;
  }

  static String text(byte[] utf8) {
    return new String(utf8, StandardCharsets.UTF_8);
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
