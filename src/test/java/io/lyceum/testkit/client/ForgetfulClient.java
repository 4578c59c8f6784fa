package io.lyceum.testkit.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import java.util.random.RandomGenerator;

/** A client as it must not be: what it sent once it never sends again. */
public final class ForgetfulClient extends ClientMachine {
  public ForgetfulClient(String token, LongFunction<String> ids, RandomGenerator random) {
    super(token, random, effects -> new ForgetfulOutbox(ids, effects));
  }

  private static final class ForgetfulOutbox extends ClientOutbox {
    ForgetfulOutbox(LongFunction<String> ids, Consumer<ClientEffect> effects) {
      super(ids, effects);
    }

    @Override
    void disconnected() {
      connected(0);
    }

    @Override
    boolean refuse(JsonNode frame, long nowMs) {
      return false;
    }
  }
}
