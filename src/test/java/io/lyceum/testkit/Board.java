package io.lyceum.testkit;

import io.lyceum.core.Admission;
import io.lyceum.core.Caller;
import io.lyceum.core.Context;
import io.lyceum.core.Decider;
import io.lyceum.core.Decision;
import io.lyceum.core.ErrorCode;
import io.lyceum.core.Reason;
import io.lyceum.core.Rejection;
import io.lyceum.core.TopicId;
import io.lyceum.core.TopicRole;
import io.lyceum.core.UserId;
import io.lyceum.core.Viewer;
import io.lyceum.platform.json.Fields;
import io.lyceum.platform.json.JournalCodec;
import io.lyceum.topic.Audience;
import io.lyceum.topic.CommandTable;
import io.lyceum.topic.Relay;
import io.lyceum.topic.TopicFrames;
import io.lyceum.topic.TopicKind;
import io.lyceum.topic.View;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The smallest kind that uses everything the runtime offers: a notice board on which teachers may
 * also whisper and ban.
 */
public final class Board {
  private Board() {}

  public sealed interface Command {
    record Put(String text) implements Command {}

    record Whisper(String text) implements Command {}

    record Touch() implements Command {}

    record Point(long x) implements Command {}

    record Ban(UserId user) implements Command {}

    record CloseAt(Instant at) implements Command {}
  }

  public sealed interface Event {
    record Noted(String text) implements Event {}

    record Whispered(String text) implements Event {}

    record Pointed(UserId by, long x) implements Event {}

    record Banned(UserId user) implements Event {}

    record ClosingSet(Instant at) implements Event {}

    record Closed() implements Event {}
  }

  public record State(
      int notes, String last, Set<UserId> banned, Optional<Instant> closesAt, boolean closed) {}

  enum Refused implements Reason {
    BANNED(ErrorCode.FORBIDDEN, "You are banned from this board."),
    TABOO(ErrorCode.CONFLICT, "That is not said here."),
    CLOSED(ErrorCode.CONFLICT, "This board is closed."),
    HIDDEN(ErrorCode.NOT_FOUND, "There is no such board.");

    private final Rejection rejection;

    Refused(ErrorCode code, String message) {
      this.rejection = new Rejection(code, message);
    }

    @Override
    public Rejection rejection() {
      return rejection;
    }
  }

  private static final TopicRole TEACHER = new TopicRole("teacher");
  private static final TopicRole PUPIL = new TopicRole("pupil");

  static final class Rules implements Decider<State, Command, Event> {
    @Override
    public State initial(TopicId topic) {
      return new State(0, "", Set.of(), Optional.empty(), false);
    }

    @Override
    public Decision<Event> decide(State state, Command command, Context context) {
      if (state.closed()) {
        return Decision.reject(Refused.CLOSED);
      }
      return switch (command) {
        case Command.Put(String text) when text.equals("taboo") -> Decision.reject(Refused.TABOO);
        case Command.Put(String text) -> Decision.accept(new Event.Noted(text));
        case Command.Whisper(String text) -> Decision.accept(new Event.Whispered(text));
        case Command.Touch _ -> Decision.accept();
        case Command.Point(long x) ->
            Decision.accept(new Event.Pointed(context.caller().user(), x));
        case Command.Ban(UserId user) -> Decision.accept(new Event.Banned(user));
        case Command.CloseAt(Instant at) -> Decision.accept(new Event.ClosingSet(at));
      };
    }

    @Override
    public State evolve(State s, Event event) {
      return switch (event) {
        case Event.Noted(String text) ->
            new State(s.notes() + 1, text, s.banned(), s.closesAt(), s.closed());
        case Event.Whispered _, Event.Pointed _ -> s;
        case Event.Banned(UserId user) -> {
          Set<UserId> banned = new HashSet<>(s.banned());
          banned.add(user);
          yield new State(s.notes(), s.last(), Set.copyOf(banned), s.closesAt(), s.closed());
        }
        case Event.ClosingSet(Instant at) ->
            new State(s.notes(), s.last(), s.banned(), Optional.of(at), s.closed());
        case Event.Closed _ -> new State(s.notes(), s.last(), s.banned(), Optional.empty(), true);
      };
    }

    @Override
    public Admission admit(State state, Caller caller) {
      if (state.banned().contains(caller.user())) {
        return Admission.refuse(Refused.BANNED);
      }
      return Admission.as(caller.user().value().startsWith("teacher") ? TEACHER : PUPIL);
    }

    @Override
    public Optional<Instant> alarm(State state) {
      return state.closesAt();
    }

    @Override
    public Decision<Event> wake(State state, Context context) {
      return state.closesAt().filter(at -> !at.isAfter(context.now())).isPresent()
          ? Decision.accept(new Event.Closed())
          : Decision.accept();
    }

    @Override
    public Set<UserId> accessChanged(Event event) {
      return event instanceof Event.Banned(UserId user) ? Set.of(user) : Set.of();
    }
  }

  static final class Frames implements TopicFrames<State, Command, Event> {
    private final CommandTable<Command> commands =
        new CommandTable<Command>()
            .on("note:put", data -> new Command.Put(data.text("text", 1000)))
            .on("note:whisper", data -> new Command.Whisper(data.text("text", 1000)))
            .on("pointer:move", data -> new Command.Point(data.number("x", 0, 1000)))
            .on("board:touch", _ -> new Command.Touch())
            .on("board:ban", data -> new Command.Ban(new UserId(data.text("user", 50))))
            .internal(
                "board:close-at",
                data ->
                    new Command.CloseAt(
                        data.parsed(
                            "at",
                            Instant.EPOCH,
                            "an instant",
                            text -> Optional.of(Instant.parse(text)))));

    @Override
    public CommandTable<Command> commands() {
      return commands;
    }

    @Override
    public List<View> views(Event event) {
      return switch (event) {
        case Event.Noted(String text) -> List.of(View.toAll("note:new", Map.of("text", text)));
        case Event.Whispered(String text) ->
            List.of(View.to(Audience.roles(TEACHER), "note:whispered", Map.of("text", text)));
        case Event.Pointed(UserId by, long x) ->
            List.of(View.latest(Audience.all(), "pointer:at", by.value(), Map.of("x", x)));
        case Event.Banned(UserId user) ->
            List.of(View.toAll("member:banned", Map.of("user", user)));
        case Event.ClosingSet(Instant at) -> List.of(View.toAll("board:closing", Map.of("at", at)));
        case Event.Closed _ ->
            List.of(
                View.toAll("board:closed", Map.of())
                    .withOwn(Map.of(new UserId("ada"), Map.of("thanks", "ada"))));
      };
    }

    @Override
    public Object snapshot(State state, Viewer viewer) {
      return Map.of("notes", state.notes(), "last", state.last(), "closed", state.closed());
    }

    @Override
    public Relay signal(State state, Viewer from, String type, Fields data) {
      return switch (type) {
        case "pen:moved" ->
            new Relay.To(Audience.all(), type, Map.of("x", data.number("x", 0, 1000)));
        default -> Relay.unknown(type);
      };
    }

    @Override
    public Optional<Decision<Object>> report(State state, String name, Viewer viewer) {
      return switch (name) {
        case "count" -> Optional.of(Decision.accept((Object) Map.of("notes", state.notes())));
        case "secret" ->
            Optional.of(
                Decision.reject(new Rejection(ErrorCode.FORBIDDEN, "Nobody may see this.")));
        default -> Optional.empty();
      };
    }
  }

  public static TopicKind<State, Command, Event> kind() {
    JournalCodec<State, Event> journal =
        JournalCodec.<State, Event>of("board.state", 1, State.class)
            .event("board.noted", 1, Event.Noted.class)
            .event("board.whispered", 1, Event.Whispered.class)
            .event("board.pointed", 1, Event.Pointed.class)
            .event("board.banned", 1, Event.Banned.class)
            .event("board.closing-set", 1, Event.ClosingSet.class)
            .event("board.closed", 1, Event.Closed.class);
    return new TopicKind<>("board", new Rules(), new Frames(), journal);
  }
}
