package io.lyceum.inbox;

import static java.util.Comparator.comparing;

import io.lyceum.core.Decision;
import io.lyceum.core.TopicRole;
import io.lyceum.core.UserId;
import io.lyceum.core.Viewer;
import io.lyceum.inbox.domain.InboxCommand;
import io.lyceum.inbox.domain.InboxEvent;
import io.lyceum.inbox.domain.InboxEvent.CallRang;
import io.lyceum.inbox.domain.InboxEvent.CallSettled;
import io.lyceum.inbox.domain.InboxEvent.CallTaken;
import io.lyceum.inbox.domain.InboxState;
import io.lyceum.inbox.domain.Ring;
import io.lyceum.platform.json.Fields;
import io.lyceum.topic.CommandTable;
import io.lyceum.topic.TopicFrames;
import io.lyceum.topic.View;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The wire of an inbox; all of its owner's devices are told the same. */
final class InboxFrames implements TopicFrames<InboxState, InboxCommand, InboxEvent> {
  private static final UserId NOBODY = new UserId("nobody");
  private static final int MAX_ID = 256;
  private static final int MAX_NAME = 200;
  private static final int MAX_WORD = 32;

  private record From(UserId id, String name) {}

  private record Incoming(String call, From from, String media, int others, Instant until) {
    static Incoming of(String call, Ring ring) {
      return new Incoming(
          call, new From(ring.from(), ring.name()), ring.media(), ring.others(), ring.until());
    }
  }

  /**
   * @param ringing calls that ring, the one that rings longest last
   * @param taken calls the owner is in, on whichever device
   */
  private record Snapshot(List<Incoming> ringing, List<String> taken) {}

  private final CommandTable<InboxCommand> commands =
      new CommandTable<InboxCommand>()
          .internal("call:ring", f -> new InboxCommand.RingFor(call(f), ring(f)))
          .internal("call:take", f -> new InboxCommand.TakeCall(call(f)))
          .internal(
              "call:settle",
              f -> new InboxCommand.SettleCall(call(f), f.text("outcome", MAX_WORD)));

  @Override
  public CommandTable<InboxCommand> commands() {
    return commands;
  }

  @Override
  public List<View> views(InboxEvent event) {
    return List.of(
        switch (event) {
          case CallRang(String call, Ring ring) ->
              View.toAll("call:incoming", Incoming.of(call, ring));
          case CallTaken(String call) -> View.toAll("call:taken", Map.of("call", call));
          case CallSettled(String call, String outcome) ->
              View.toAll("call:settled", Map.of("call", call, "outcome", outcome));
        });
  }

  @Override
  public Object snapshot(InboxState state, Viewer viewer) {
    return new Snapshot(
        state.ringing().entrySet().stream()
            .map(entry -> Incoming.of(entry.getKey(), entry.getValue()))
            .sorted(comparing(Incoming::until).thenComparing(Incoming::call))
            .toList(),
        state.taken().stream().sorted().toList());
  }

  @Override
  public Optional<Decision<Object>> report(InboxState state, String name, Viewer viewer) {
    return name.equals(InboxTopic.TAKEN)
        ? Optional.of(Decision.accept(state.taken().stream().sorted().toList()))
        : Optional.empty();
  }

  /** There is nobody else to be shown. */
  @Override
  public boolean showsPresence(TopicRole role) {
    return false;
  }

  private static String call(Fields f) {
    return f.text("call", MAX_ID);
  }

  private static Ring ring(Fields f) {
    return new Ring(
        f.parsed("from", NOBODY, "a user's id", UserId::parse),
        f.text("name", MAX_NAME),
        f.text("media", MAX_WORD),
        (int) f.number("others", 0, Integer.MAX_VALUE),
        f.parsed("until", Instant.EPOCH, "an instant", InboxFrames::instant));
  }

  private static Optional<Instant> instant(String text) {
    try {
      return Optional.of(Instant.parse(text));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
