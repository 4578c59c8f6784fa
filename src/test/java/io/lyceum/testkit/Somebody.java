package io.lyceum.testkit;

import io.lyceum.core.Role;
import io.lyceum.core.SchoolId;
import io.lyceum.core.UserId;
import io.lyceum.identity.BenchPeople;
import io.lyceum.identity.DemoPeople;
import io.lyceum.identity.Person;
import java.time.Clock;

/** Whoever a test wants to be, with a token of the node's own keys and without an account. */
public record Somebody(BenchPeople people) {
  /** By the keys of this database's nodes. */
  public static Somebody of(TestDatabase database) {
    return new Somebody(
        BenchPeople.in(database.dataSource(), TestIdentity.settings(), Clock.systemUTC()));
  }

  public String token(String id, Role role, SchoolId school) {
    return people.token(new Person(new UserId(id), id, role, school));
  }

  /** Asks the node at this port as one of the demo school, called after the role. */
  public RestClient asks(int port, Role role) {
    return new RestClient("127.0.0.1:" + port, token(role.wire(), role, DemoPeople.SCHOOL));
  }
}
