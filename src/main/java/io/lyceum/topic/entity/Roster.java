package io.lyceum.topic.entity;

import io.lyceum.core.Caller;
import io.lyceum.core.SessionId;
import io.lyceum.core.TopicRole;
import io.lyceum.core.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.pekko.actor.typed.ActorRef;
import org.jspecify.annotations.Nullable;

/**
 * Who is here, by session and by person. A person whose last session is lost keeps their place for
 * a grace time. Not stored: after a crash the hubs report their sessions again.
 */
final class Roster {
  /** One session as the topic sees it. */
  record Sitting(SessionId session, Caller caller, TopicRole role, ActorRef<TopicUpdate> feed) {}

  /** A person, here or within the grace time. */
  static final class Person {
    private Caller caller;
    private TopicRole role;
    private int sessions;
    private @Nullable Instant lostAt;
    private Instant graceEnds = Instant.MAX;

    private Person(Caller caller, TopicRole role) {
      this.caller = caller;
      this.role = role;
    }

    Caller caller() {
      return caller;
    }

    TopicRole role() {
      return role;
    }

    /** When the last session was lost; null while one is there. */
    @Nullable Instant lostAt() {
      return lostAt;
    }
  }

  private final Map<SessionId, Sitting> sittings = new HashMap<>();
  private final Map<UserId, Person> people = new LinkedHashMap<>();
  private int version;

  /** Seats a session or changes its role; true when the person was not here. */
  boolean seat(Sitting sitting) {
    Caller caller = sitting.caller();
    Person known = people.get(caller.user());
    Person person = known == null ? new Person(caller, sitting.role()) : known;
    people.put(caller.user(), person);
    if (sittings.put(sitting.session(), sitting) == null) {
      person.sessions++;
    }
    if (known == null || !person.caller.equals(caller) || !person.role.equals(sitting.role())) {
      version++;
    }
    // The journal knows only the id of those it expects; the session knows the name.
    person.caller = caller;
    person.role = sitting.role();
    person.lostAt = null;
    return known == null;
  }

  /** Whether this person keeps a place without a session. */
  boolean isLost(UserId user) {
    Person person = people.get(user);
    return person != null && person.lostAt != null;
  }

  /** Someone the journal says is here but who has not come back yet after a crash. */
  void expect(Caller caller, TopicRole role, Instant lostAt, Instant graceEnds) {
    Person person = new Person(caller, role);
    person.lostAt = lostAt;
    person.graceEnds = graceEnds;
    if (people.putIfAbsent(caller.user(), person) == null) {
      version++;
    }
  }

  /** Removes a session; the person stays for {@code grace} if it was the last. */
  void unseat(SessionId session, Instant at, Duration grace) {
    Sitting sitting = sittings.remove(session);
    if (sitting == null) {
      return;
    }
    Person person = people.get(sitting.caller().user());
    if (person != null && --person.sessions <= 0) {
      person.lostAt = at;
      person.graceEnds = at.plus(grace);
    }
  }

  /** Removes and gives those whose grace time is over. */
  List<Person> expired(Instant now) {
    List<Person> gone = new ArrayList<>();
    for (Iterator<Person> all = people.values().iterator(); all.hasNext(); ) {
      Person person = all.next();
      if (person.lostAt != null && !person.graceEnds.isAfter(now)) {
        all.remove();
        version++;
        gone.add(person);
      }
    }
    return gone;
  }

  /** Sessions of a feed that is gone. */
  List<Sitting> of(ActorRef<TopicUpdate> feed) {
    return sittings.values().stream().filter(s -> s.feed().equals(feed)).toList();
  }

  List<Sitting> of(UserId user) {
    return sittings.values().stream().filter(s -> s.caller().user().equals(user)).toList();
  }

  @Nullable Sitting get(SessionId session) {
    return sittings.get(session);
  }

  Collection<Person> people() {
    return people.values();
  }

  /**
   * Another one whenever somebody's coming, going, name or role has changed who is here as what.
   */
  int version() {
    return version;
  }

  boolean isEmpty() {
    return people.isEmpty();
  }
}
