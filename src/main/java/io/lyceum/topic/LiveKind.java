package io.lyceum.topic;

import io.lyceum.platform.database.Database;
import io.lyceum.platform.http.ApiRoutes;
import io.lyceum.platform.http.Authentication;
import io.lyceum.platform.projection.Projection;
import java.util.List;

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

  /** The read models behind them. */
  default List<Projection> projections() {
    return List.of();
  }
}
