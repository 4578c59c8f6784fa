package io.lyceum.call;

import io.lyceum.call.domain.CallRejection;
import io.lyceum.call.relay.IceServers;
import io.lyceum.core.Caller;
import io.lyceum.core.TopicId;
import io.lyceum.platform.http.ApiRoutes;
import io.lyceum.platform.http.Authentication;
import io.lyceum.topic.Topics;
import java.util.Optional;
import org.apache.pekko.http.javadsl.server.Route;

/**
 * The relays' credentials for one person in one live call; whether they are in it the call says.
 */
public final class IceRoutes extends ApiRoutes {
  private final Authentication authentication;
  private final Topics topics;
  private final IceServers servers;

  IceRoutes(Authentication authentication, Topics topics, IceServers servers) {
    this.authentication = authentication;
    this.topics = topics;
    this.servers = servers;
  }

  @Override
  public Route routes() {
    return path(
        "ice-servers",
        () ->
            get(
                () ->
                    signedIn(
                        authentication,
                        caller -> parameter("call", call -> servers(call, caller)))));
  }

  private Route servers(String call, Caller caller) {
    Optional<TopicId> topic = TopicId.parse(caller.school(), CallTopic.NAME + ":" + call);
    return topic.isEmpty()
        ? refuse(CallRejection.NO_SUCH_CALL.rejection())
        : answer(
            topics
                .report(topic.get(), caller, CallFrames.LIVE)
                .thenApply(_ -> servers.of(topic.get(), caller.user())));
  }
}
