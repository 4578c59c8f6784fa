package io.lyceum.media.relay;

import io.lyceum.core.Caller;
import io.lyceum.core.ErrorCode;
import io.lyceum.core.Rejection;
import io.lyceum.core.TopicId;
import io.lyceum.platform.http.ApiRoutes;
import io.lyceum.platform.http.Authentication;
import io.lyceum.topic.Topics;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.pekko.http.javadsl.server.Route;

/**
 * The relays' credentials for one person in one live topic, {@code ?call=…} or {@code ?class=…};
 * whether they are in it the topic says, by its report {@link #REPORT}.
 */
public final class IceRoutes extends ApiRoutes {
  /** Refused to whom the topic has no picture and voice for; its content is not looked at. */
  public static final String REPORT = "live";

  private final Authentication authentication;
  private final Topics topics;
  private final IceServers servers;
  private final List<String> kinds;

  /**
   * @param kinds of the topics it is for
   */
  public IceRoutes(
      Authentication authentication, Topics topics, IceServers servers, List<String> kinds) {
    this.authentication = authentication;
    this.topics = topics;
    this.servers = servers;
    this.kinds = List.copyOf(kinds);
  }

  @Override
  public Route routes() {
    return path(
        "ice-servers",
        () ->
            get(
                () ->
                    signedIn(
                        authentication, caller -> parameterMap(given -> servers(given, caller)))));
  }

  private Route servers(Map<String, String> given, Caller caller) {
    List<String> named = kinds.stream().filter(given::containsKey).toList();
    if (named.size() != 1) {
      String others = String.join(" or ", kinds.subList(1, kinds.size()));
      return refuse(
          Rejection.invalid(kinds.getFirst(), "is required, or " + others + " instead of it"));
    }
    String kind = named.getFirst();
    Optional<TopicId> topic = TopicId.parse(caller.school(), kind + ":" + given.get(kind));
    return topic.isEmpty()
        ? refuse(new Rejection(ErrorCode.NOT_FOUND, "There is no such " + kind + "."))
        : answer(
            topics
                .report(topic.get(), caller, REPORT)
                .thenApply(_ -> servers.of(topic.get(), caller.user())));
  }
}
