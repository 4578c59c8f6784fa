package io.lyceum.platform.vault;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.lyceum.core.SchoolId;
import io.lyceum.core.UserId;
import io.lyceum.platform.database.SchoolScope;
import io.lyceum.platform.privacy.DataSubject;
import io.lyceum.platform.seal.SealRing;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * The keys of people: made when first needed, kept in a table under the installation's seal, and
 * held open in memory for those met lately. A destroyed one stays destroyed: its row remains,
 * without the key.
 */
final class PersonKeys {
  private static final int BYTES = 32;

  /** A few hundred bytes each. */
  private static final int MOST_HELD = 50_000;

  /** An erasure that this node could not read of takes effect by then at the latest. */
  private static final Duration HELD = Duration.ofMinutes(10);

  private static final String READ =
      """
      select k.school, k.person, k.key from person_key k
      join unnest(?::text[], ?::text[]) as wanted (school, person) on k.school = wanted.school and k.person = wanted.person
      """;
  private static final String MAKE =
      """
      insert into person_key (school, person, key) select * from unnest(?::text[], ?::text[], ?::text[])
      on conflict do nothing
      """;
  private static final String DESTROY =
      """
      insert into person_key (school, person, destroyed_at) values (?, ?, clock_timestamp())
      on conflict (school, person) do update set key = null, destroyed_at = excluded.destroyed_at
      where person_key.key is not null
      """;

  private static final int PAGE = 200;
  private static final SecureRandom RANDOM = new SecureRandom();

  /** A row as it is. */
  private record Stored(String school, String person, String key) {}

  private final Jdbi jdbi;
  private final SealRing ring;
  private final Cache<DataSubject, PersonKey> held =
      Caffeine.newBuilder().maximumSize(MOST_HELD).expireAfterWrite(HELD).build();

  /** How often keys were dropped; what was read before may be out of date. */
  private final AtomicLong drops = new AtomicLong();

  PersonKeys(Jdbi jdbi, SealRing ring) {
    this.jdbi = jdbi;
    this.ring = ring;
  }

  /** All of these people's keys if they are at hand. */
  Optional<Map<DataSubject, PersonKey>> atHand(Collection<DataSubject> people) {
    Map<DataSubject, PersonKey> keys = held.getAllPresent(people);
    return keys.size() == people.size() ? Optional.of(keys) : Optional.empty();
  }

  /** The keys there are; nobody's is made. */
  Map<DataSubject, PersonKey> existing(Collection<DataSubject> people) {
    return of(people, false);
  }

  /** The key of each; who has none is given one. */
  Map<DataSubject, PersonKey> existingOrNew(Collection<DataSubject> people) {
    return of(people, true);
  }

  private Map<DataSubject, PersonKey> of(Collection<DataSubject> people, boolean make) {
    Map<DataSubject, PersonKey> keys = new HashMap<>(held.getAllPresent(people));
    if (keys.size() < people.size()) {
      long before = drops.get();
      // In one order, or two who make keys for the same people would wait for each other.
      List<DataSubject> missing =
          people.stream().filter(person -> !keys.containsKey(person)).sorted(ORDER).toList();
      Map<DataSubject, PersonKey> found =
          jdbi.inTransaction(
              handle -> {
                SchoolScope.all(handle);
                return read(handle, missing, make);
              });
      keys.putAll(found);
      held.putAll(found);
      if (drops.get() != before) {
        held.invalidateAll(found.keySet());
      }
    }
    return keys;
  }

  private static final Comparator<DataSubject> ORDER =
      Comparator.<DataSubject, String>comparing(person -> person.school().value())
          .thenComparing(person -> person.user().value());

  private Map<DataSubject, PersonKey> read(Handle handle, List<DataSubject> people, boolean make) {
    Map<DataSubject, PersonKey> keys = read(handle, people);
    if (!make || keys.size() == people.size()) {
      return keys;
    }
    List<DataSubject> fresh = people.stream().filter(person -> !keys.containsKey(person)).toList();
    handle.execute(
        MAKE,
        schools(fresh),
        users(fresh),
        fresh.stream().map(_ -> ring.close(random())).toArray(String[]::new));
    keys.putAll(read(handle, fresh));
    return keys;
  }

  private Map<DataSubject, PersonKey> read(Handle handle, List<DataSubject> people) {
    Map<DataSubject, PersonKey> keys = new HashMap<>();
    handle
        .select(READ, schools(people), users(people))
        .map(
            (row, _) -> {
              String stored = row.getString("key");
              return Map.entry(
                  new DataSubject(
                      new SchoolId(row.getString("school")), new UserId(row.getString("person"))),
                  stored == null ? PersonKey.DESTROYED : opened(stored));
            })
        .forEach(entry -> keys.put(entry.getKey(), entry.getValue()));
    return keys;
  }

  /** Seals anew the keys that are not sealed as they would be now; goes on where it is told. */
  void sealAgain() {
    List<Stored> page = List.of(new Stored("", "", ""));
    while (!page.isEmpty()) {
      Stored last = page.getLast();
      page = jdbi.inTransaction(handle -> sealAgain(handle, last));
    }
  }

  private List<Stored> sealAgain(Handle handle, Stored after) {
    SchoolScope.all(handle);
    List<Stored> page =
        handle
            .select(
                "select school, person, key from person_key where key is not null and (school,"
                    + " person) > (?, ?) order by school, person limit ?",
                after.school(),
                after.person(),
                PAGE)
            .map((row, _) -> new Stored(row.getString(1), row.getString(2), row.getString(3)))
            .list();
    for (Stored stored : page) {
      if (!ring.isUpToDate(stored.key())) {
        handle.execute(
            "update person_key set key = ? where school = ? and person = ? and key = ?",
            ring.close(ring.open(stored.key())),
            stored.school(),
            stored.person(),
            stored.key());
      }
    }
    return page;
  }

  private PersonKey opened(String stored) {
    return PersonKey.of(Base64.getDecoder().decode(ring.open(stored)));
  }

  private static String random() {
    byte[] bytes = new byte[BYTES];
    RANDOM.nextBytes(bytes);
    return Base64.getEncoder().encodeToString(bytes);
  }

  /** Destroys a key for ever, also one that was never made; false when it was so already. */
  static boolean destroy(Handle transaction, DataSubject person) {
    return transaction.execute(DESTROY, person.school().value(), person.user().value()) > 0;
  }

  /** Holds these people's keys no more; the table is asked again. */
  void drop(Collection<DataSubject> people) {
    drops.incrementAndGet();
    held.invalidateAll(people);
  }

  private static String[] schools(List<DataSubject> people) {
    return people.stream().map(person -> person.school().value()).toArray(String[]::new);
  }

  private static String[] users(List<DataSubject> people) {
    return people.stream().map(person -> person.user().value()).toArray(String[]::new);
  }
}
