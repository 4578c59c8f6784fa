package io.lyceum.topic;

import io.lyceum.platform.database.Database;
import io.lyceum.platform.http.ApiRoutes;
import io.lyceum.platform.http.Authentication;
import io.lyceum.platform.privacy.Expiry;
import io.lyceum.platform.privacy.PersonalData;
import io.lyceum.platform.projection.Projection;
import io.lyceum.platform.projection.StoredEvent;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All that a kind brings to a node. Its {@code …Topic} is one, and naming that in the guardian is
 * all the wiring there is.
 */
public interface LiveKind {
  /** What a kind may use. */
  record Resources(Topics topics, Database database, Authentication authentication) {}

  /** Rules, wire and stored form. */
  TopicKind<?, ?, ?> topic();

  /** REST beyond what every topic offers. */
  default List<ApiRoutes> routes(Resources resources) {
    return List.of();
  }

  /**
   * What is looked up before a topic is told of a client's command, by type; see {@link
   * CommandTable#prepared}.
   */
  default Map<String, Preparation> preparations(Database database) {
    return Map.of();
  }

  /**
   * What of an event goes into the audit log: moderation and what gives or takes rights. By default
   * nothing.
   */
  default Optional<Audited> audited(StoredEvent event) {
    return Optional.empty();
  }

  /**
   * Whether {@link #audited} can say anything of events under this manifest; a kind says no of what
   * comes in masses, which is then not even read.
   */
  default boolean audits(String manifest) {
    return true;
  }

  /** The read models behind them. */
  default List<Projection> projections() {
    return List.of();
  }

  /** What of it a school may keep for a time only. */
  default List<Expiry> expiries(Resources resources) {
    return List.of();
  }

  /** What it keeps about people. */
  default List<PersonalData> personalData() {
    return List.of();
  }
}
