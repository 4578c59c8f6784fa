package io.lyceum.call;

import io.lyceum.call.domain.CallCommand;
import io.lyceum.call.domain.CallEvent;
import io.lyceum.call.domain.CallEvent.CallChecked;
import io.lyceum.call.domain.CallEvent.CallEnded;
import io.lyceum.call.domain.CallEvent.CallInitiated;
import io.lyceum.call.domain.CallEvent.MemberArrived;
import io.lyceum.call.domain.CallEvent.MemberDeclined;
import io.lyceum.call.domain.CallEvent.MemberEntered;
import io.lyceum.call.domain.CallEvent.MemberLeft;
import io.lyceum.call.domain.CallEvent.MemberVanished;
import io.lyceum.call.domain.CallRejection;
import io.lyceum.call.domain.CallState;
import io.lyceum.call.domain.Crossing;
import io.lyceum.core.Decision;
import io.lyceum.core.UserId;
import io.lyceum.core.Viewer;
import io.lyceum.media.relay.IceRoutes;
import io.lyceum.platform.json.Fields;
import io.lyceum.topic.CommandTable;
import io.lyceum.topic.Relay;
import io.lyceum.topic.TopicFrames;
import io.lyceum.topic.View;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The wire of a call. Its people see the same; sockets that come and go are shown by presence. */
final class CallFrames implements TopicFrames<CallState, CallCommand, CallEvent> {
  private final CommandTable<CallCommand> commands = CallCommands.table();

  @Override
  public CommandTable<CallCommand> commands() {
    return commands;
  }

  @Override
  public List<View> views(CallEvent event) {
    return switch (event) {
      case CallInitiated(var by, var to, var media, _, var until) ->
          toAll("call:incoming", new CallJson.Incoming(by, to, media.wire(), until));
      case MemberEntered(UserId user, String name, int epoch, _) ->
          toAll("call:accepted", Map.of("user", user, "name", name, "epoch", epoch));
      case MemberDeclined(UserId user, var why) ->
          toAll("call:rejected", Map.of("user", user, "reason", why.wire()));
      case MemberLeft(UserId user, _, var talked) ->
          toAll("call:left", Map.of("user", user, "seconds", talked.toSeconds()));
      case CallEnded(var outcome, _, var talked) ->
          toAll("call:ended", Map.of("outcome", outcome.wire(), "seconds", talked.toSeconds()));
      case MemberArrived _, MemberVanished _, CallChecked _ -> List.of();
    };
  }

  @Override
  public Object snapshot(CallState state, Viewer viewer) {
    return CallJson.snapshot(state);
  }

  @Override
  public Relay signal(CallState state, Viewer from, String type, Fields data) {
    return type.equals("call:signal")
        ? CallSignal.read(data).relay(state, from.user())
        : Relay.unknown(type);
  }

  /** Whether the call is live; whoever is not of it is not let near. */
  @Override
  public Optional<Decision<Object>> report(CallState state, String name, Viewer viewer) {
    return switch (name) {
      case IceRoutes.REPORT ->
          Optional.of(
              state.isLive()
                  ? Decision.accept(Map.of("live", true))
                  : Decision.reject(CallRejection.OVER));
      case CallTopic.PAIR ->
          Optional.of(
              Crossing.pair(state)
                  .map(pair -> Decision.<Object>accept(pair))
                  .orElseGet(() -> Decision.reject(CallRejection.ANSWERED_ALREADY)));
      default -> Optional.empty();
    };
  }

  private static List<View> toAll(String type, Object data) {
    return List.of(View.toAll(type, data));
  }
}
