package io.lyceum.platform.personal;

import java.util.List;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Extension;
import org.apache.pekko.actor.typed.ExtensionId;

/**
 * How an actor system seals what it stores. The journal's plugins are made by Pekko, which hands
 * them nothing of ours, so they find it here; off until somebody says how.
 */
public final class JournalSealing implements Extension, Sealing {
  private static final Id ID = new Id();

  /** Pekko finds the one of an actor system by it. */
  private static final class Id extends ExtensionId<JournalSealing> {
    @Override
    public JournalSealing createExtension(ActorSystem<?> system) {
      return new JournalSealing();
    }
  }

  private volatile Sealing way = Sealing.OFF;

  private JournalSealing() {}

  public static JournalSealing get(ActorSystem<?> system) {
    return ID.apply(system);
  }

  /** To be called before anything is stored. */
  public void use(Sealing sealing) {
    way = sealing;
  }

  @Override
  public void closeAll(String[] topics, byte[][] payloads) {
    way.closeAll(topics, payloads);
  }

  @Override
  public List<String> openAll(String topic, List<String> stored) {
    return way.openAll(topic, stored);
  }

  @Override
  public CompletionStage<String> openSoon(String topic, String stored) {
    return way.openSoon(topic, stored);
  }
}
