package io.lyceum.platform.vault;

import io.lyceum.core.SchoolId;
import io.lyceum.core.UserId;
import io.lyceum.platform.personal.SealedText;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What sealing and opening the entry of a message costs once the key is at hand. Run its main. */
final class SealingBenchmark {
  private static final Logger log = LoggerFactory.getLogger(SealingBenchmark.class);
  private static final int ROUNDS = 15;
  private static final int ENTRIES = 200_000;
  private static final String PERSON = "0198c1de-7f00-7000-8000-00000000002a";
  private static final String PLACE = new SchoolId("bench").value() + "|" + PERSON;

  private SealingBenchmark() {}

  public static void main(String[] arguments) {
    PersonKey key = PersonKey.of(new byte[32]);
    String marked = marked();
    String plain = SealedText.plain(marked);
    UnaryOperator<String> seal =
        text ->
            Aead.with(
                aead -> SealedText.close(text, (_, values) -> key.close(aead, PLACE, values)));
    String sealed = seal.apply(marked);
    UnaryOperator<String> open =
        text ->
            Aead.with(aead -> SealedText.open(text, (_, values) -> key.open(aead, PLACE, values)));
    if (!open.apply(sealed).equals(plain)) {
      throw new IllegalStateException("it is not what it was");
    }
    double[] sealing = new double[ROUNDS];
    double[] opening = new double[ROUNDS];
    for (int round = 0; round < ROUNDS; round++) {
      sealing[round] = nanos(seal, marked);
      opening[round] = nanos(open, sealed);
    }
    log.info(
        "{} bytes plain, {} sealed; {} ns to seal, {} ns to open",
        plain.length(),
        sealed.length(),
        median(sealing),
        median(opening));
  }

  private static String marked() {
    String mark = PERSON + "\u0002\"";
    return "{\"by\":\""
        + new UserId(PERSON).value()
        + "\",\"at\":\"2026-01-05T10:00:00.123456Z\",\"command\":\""
        + PERSON
        + "\",\"event\":{\"seq\":42,\"author\":{\"id\":\""
        + PERSON
        + "\",\"name\":\u0001n"
        + mark
        + "Ada Lovelace\"\u0003},\"text\":\u0001t"
        + mark
        + "x".repeat(100)
        + "\"\u0003,\"silent\":false,\"attachments\":[],\"at\":\"2026-01-05T10:00:00.123456Z\"}}";
  }

  private static double nanos(UnaryOperator<String> work, String text) {
    long start = System.nanoTime();
    long characters = 0;
    for (int i = 0; i < ENTRIES; i++) {
      characters += work.apply(text).length();
    }
    if (characters == 0) {
      throw new IllegalStateException("nothing was done");
    }
    return (double) (System.nanoTime() - start) / ENTRIES;
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
