package io.lyceum.simulation;

import io.lyceum.core.Caller;
import io.lyceum.core.Role;
import io.lyceum.core.SchoolId;
import io.lyceum.core.UserId;
import io.lyceum.hub.HubSettings;
import io.lyceum.platform.database.Database;
import io.lyceum.platform.limits.LimitSettings;
import io.lyceum.platform.limits.Rate;
import io.lyceum.socket.SocketAuthentication;
import io.lyceum.socket.SocketSettings;
import io.lyceum.socket.SocketTransport;
import io.lyceum.topic.TopicSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.postgresql.ds.PGSimpleDataSource;

/** Settings small enough that every bound is reached. */
final class Figures {
  static final SchoolId SCHOOL = new SchoolId("demo");

  private static final Rate ONE = Rate.perSecond(1);

  /** What a cache forgets is a matter of chance; a run must be the same when it is repeated. */
  static final int NO_CACHE = 0;

  static final TopicSettings TOPIC =
      new TopicSettings(
          Duration.ofSeconds(3),
          12,
          4,
          10,
          Duration.ZERO,
          Duration.ofSeconds(8),
          40,
          Duration.ofSeconds(10),
          NO_CACHE);

  static final HubSettings HUB = new HubSettings(12, 20_000, 5, Duration.ofSeconds(4));

  static final SocketSettings SOCKET =
      new SocketSettings(
          SocketTransport.LEAN,
          65_536,
          8,
          16,
          200,
          1_000,
          20,
          Duration.ofSeconds(5),
          Duration.ofSeconds(5),
          Duration.ofSeconds(5),
          Duration.ofSeconds(15),
          Duration.ofSeconds(2),
          12,
          4_000,
          10,
          1_000,
          Duration.ofMinutes(1));

  /** Off: its buckets would be forgotten by a cache's own clock. */
  static final LimitSettings LIMITS =
      new LimitSettings(false, ONE, ONE, ONE, 1, 1, ONE, ONE, ONE, ONE, ONE);

  /** History pages are not asked for here. */
  static final Database NO_DATABASE =
      new Database(
          new PGSimpleDataSource(),
          _ -> {
            throw new IllegalStateException("there is no database here");
          });

  private Figures() {}

  static Optional<SocketAuthentication.Verified> verify(String token, Instant now) {
    Role role = token.startsWith("teacher") ? Role.TEACHER : Role.STUDENT;
    Caller caller = new Caller(new UserId(token), token, role, SCHOOL);
    return Optional.of(
        new SocketAuthentication.Verified(caller, now.plus(Duration.ofDays(1)), Optional.empty()));
  }
}
