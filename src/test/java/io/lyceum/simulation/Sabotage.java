package io.lyceum.simulation;

import io.lyceum.testkit.client.ClientMachine;
import io.lyceum.topic.TopicKind;
import java.util.function.LongFunction;
import java.util.random.RandomGenerator;
import org.apache.pekko.dispatch.Envelope;
import org.jspecify.annotations.Nullable;

/** Where a test plants a defect; by itself none. */
class Sabotage {
  static final Sabotage NONE = new Sabotage();

  PaperJournal journal(Machine machine) {
    return new PaperJournal(machine);
  }

  TopicKind<Drill.State, Drill.Command, Drill.Event> kind() {
    return DrillFrames.kind();
  }

  ClientMachine client(String user, LongFunction<String> ids, RandomGenerator random) {
    return new ClientMachine(user, ids, random);
  }

  /** What becomes of a message on its way into a mailbox; null is nothing. */
  @Nullable Envelope passing(HandMailbox.Queue to, Envelope message) {
    return message;
  }
}
