package io.lyceum.platform.vault;

import io.lyceum.core.SchoolId;
import io.lyceum.core.UserId;
import io.lyceum.platform.personal.SealedText;
import io.lyceum.platform.personal.Sealing;
import io.lyceum.platform.privacy.DataSubject;
import io.lyceum.platform.seal.SealRing;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Seals what is personal in the journal and in snapshots, each person's with their own key. While a
 * node that cannot read the sealed form may be in the cluster, nothing new is sealed.
 */
public final class Vault implements Sealing {
  private static final Logger log = LoggerFactory.getLogger(Vault.class);

  private final PersonKeys keys;
  private final Executor blocking;
  private final BooleanSupplier allCanRead;
  private final Counter failures;

  /**
   * @param blocking where keys are waited for
   * @param ring seals the keys themselves
   * @param allCanRead whether every node of the cluster opens what is sealed
   */
  public Vault(
      Jdbi jdbi,
      Executor blocking,
      SealRing ring,
      BooleanSupplier allCanRead,
      MeterRegistry meters) {
    this.keys = new PersonKeys(jdbi, ring);
    this.blocking = blocking;
    this.allCanRead = allCanRead;
    this.failures =
        Counter.builder("lyceum.privacy.unseal.failures")
            .description(
                "Times something sealed could not be opened although its person is not erased")
            .register(meters);
  }

  @Override
  public void closeAll(String[] topics, byte[][] payloads) {
    if (!allCanRead.getAsBoolean()) {
      OFF.closeAll(topics, payloads);
      return;
    }
    Map<Integer, String> marked = new HashMap<>();
    Set<DataSubject> people = new HashSet<>();
    for (int i = 0; i < payloads.length; i++) {
      if (Sealing.isMarked(payloads[i])) {
        String text = Sealing.text(payloads[i]);
        List<String> owners = new ArrayList<>();
        SealedText.owners(text, owners);
        people.addAll(people(topics[i], owners));
        marked.put(i, text);
      }
    }
    if (!marked.isEmpty()) {
      Map<DataSubject, PersonKey> all = keys.existingOrNew(people);
      Aead.with(
          aead -> {
            marked.forEach(
                (i, text) -> payloads[i] = Sealing.bytes(closed(aead, topics[i], text, all)));
            return payloads;
          });
    }
  }

  private static String closed(
      Aead aead, String topic, String marked, Map<DataSubject, PersonKey> all) {
    SchoolId school = school(topic);
    return SealedText.close(
        marked,
        (person, values) -> {
          PersonKey key = all.get(new DataSubject(school, new UserId(person)));
          if (key == null) {
            throw new UnsealProblem(topic);
          }
          return key.close(aead, place(school, person), values);
        });
  }

  @Override
  public List<String> openAll(String topic, List<String> stored) {
    List<String> owners = new ArrayList<>();
    stored.stream()
        .filter(SealedText::isSealed)
        .forEach(text -> SealedText.sealedOwners(text, owners));
    if (owners.isEmpty() && stored.stream().noneMatch(SealedText::isSealed)) {
      return stored;
    }
    Map<DataSubject, PersonKey> all = keys.existing(people(topic, owners));
    return Aead.with(aead -> stored.stream().map(text -> opened(aead, topic, text, all)).toList());
  }

  @Override
  public CompletionStage<String> openSoon(String topic, String stored) {
    if (!SealedText.isSealed(stored)) {
      return CompletableFuture.completedStage(stored);
    }
    List<String> owners = new ArrayList<>();
    SealedText.sealedOwners(stored, owners);
    return keys.atHand(people(topic, owners))
        .map(
            all ->
                CompletableFuture.completedStage(
                    Aead.with(aead -> opened(aead, topic, stored, all))))
        .orElseGet(
            () ->
                CompletableFuture.supplyAsync(
                    () -> openAll(topic, List.of(stored)).getFirst(), blocking));
  }

  private String opened(Aead aead, String topic, String stored, Map<DataSubject, PersonKey> all) {
    if (!SealedText.isSealed(stored)) {
      return stored;
    }
    SchoolId school = school(topic);
    try {
      return SealedText.open(
          stored,
          (person, closed) -> {
            PersonKey key = all.get(new DataSubject(school, new UserId(person)));
            if (key == null) {
              throw new UnsealProblem(topic);
            }
            return key.open(aead, place(school, person), closed);
          });
    } catch (UnsealProblem problem) {
      failures.increment();
      log.atError().addKeyValue("topic", topic).log("Something sealed cannot be opened", problem);
      throw problem;
    }
  }

  /** Seals the keys anew that are not sealed as they would be now. Blocking. */
  public void sealKeysAgain() {
    try {
      keys.sealAgain();
    } catch (RuntimeException e) {
      log.error("People's keys could not be sealed anew", e);
    }
  }

  /** Holds these people's keys no more. */
  void drop(Collection<DataSubject> people) {
    keys.drop(people);
  }

  private static Set<DataSubject> people(String topic, Collection<String> owners) {
    SchoolId school = school(topic);
    Set<DataSubject> people = new HashSet<>();
    owners.forEach(owner -> people.add(new DataSubject(school, new UserId(owner))));
    return people;
  }

  private static SchoolId school(String topic) {
    return new SchoolId(topic.substring(0, topic.indexOf('|')));
  }

  /** What a seal is bound to: whose it is. */
  private static String place(SchoolId school, String person) {
    return school.value() + '|' + person;
  }
}
