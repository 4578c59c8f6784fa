package io.lyceum.simulation;

import io.lyceum.core.Admission;
import io.lyceum.core.Caller;
import io.lyceum.core.Context;
import io.lyceum.core.Decider;
import io.lyceum.core.Decision;
import io.lyceum.core.ErrorCode;
import io.lyceum.core.Rejection;
import io.lyceum.core.TopicId;
import io.lyceum.core.TopicRole;
import io.lyceum.core.UserId;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The rules of the simulation's kind: things said to all or to teachers, people sent out and let in
 * again, rounds with a deadline. Topics named hall… also keep who is there.
 */
final class Drill implements Decider<Drill.State, Drill.Command, Drill.Event> {
  static final TopicRole TEACHER = new TopicRole("teacher");
  static final TopicRole PUPIL = new TopicRole("pupil");

  sealed interface Command {
    record Say(String text) implements Command {}

    record Whisper(String text) implements Command {}

    record Point(long x) implements Command {}

    record Touch() implements Command {}

    record Ban(UserId user) implements Command {}

    record Admit(UserId user) implements Command {}

    record Ask(long seconds) implements Command {}

    record Answer(String text) implements Command {}
  }

  sealed interface Event {
    record Said(String text) implements Event {}

    record Whispered(String text) implements Event {}

    record Pointed(UserId by, long x) implements Event {}

    record Banned(UserId user) implements Event {}

    record Admitted(UserId user) implements Event {}

    record Asked(int round, Instant deadline) implements Event {}

    record Answered(int round, String text) implements Event {}

    record Closed(int round, int answers) implements Event {}

    record Arrived(UserId user) implements Event {}

    record Left(UserId user) implements Event {}
  }

  record State(
      boolean keepsWho,
      int said,
      Set<UserId> banned,
      Set<UserId> here,
      int round,
      int answers,
      @Nullable Instant deadline) {
    State {
      // In the order of coming, which Set.copyOf would change with every process.
      banned = Collections.unmodifiableSet(new LinkedHashSet<>(banned));
      here = Collections.unmodifiableSet(new LinkedHashSet<>(here));
    }

    State withSaid(int count) {
      return new State(keepsWho, count, banned, here, round, answers, deadline);
    }

    State withBanned(Set<UserId> users) {
      return new State(keepsWho, said, users, here, round, answers, deadline);
    }

    State withHere(Set<UserId> users) {
      return new State(keepsWho, said, banned, users, round, answers, deadline);
    }

    State withRound(int number, int given, @Nullable Instant until) {
      return new State(keepsWho, said, banned, here, number, given, until);
    }
  }

  @Override
  public State initial(TopicId topic) {
    return new State(topic.id().startsWith("hall"), 0, Set.of(), Set.of(), 0, 0, null);
  }

  @Override
  public Decision<Event> decide(State state, Command command, Context context) {
    return switch (command) {
      case Command.Say(String text) -> Decision.accept(new Event.Said(text));
      case Command.Whisper(String text) -> Decision.accept(new Event.Whispered(text));
      case Command.Point(long x) -> Decision.accept(new Event.Pointed(context.caller().user(), x));
      case Command.Touch _ -> Decision.accept();
      case Command.Ban(UserId user) when state.banned().contains(user) -> Decision.accept();
      case Command.Ban(UserId user) -> Decision.accept(new Event.Banned(user));
      case Command.Admit(UserId user) when !state.banned().contains(user) -> Decision.accept();
      case Command.Admit(UserId user) -> Decision.accept(new Event.Admitted(user));
      case Command.Ask _ when state.deadline() != null ->
          Decision.reject(new Rejection(ErrorCode.CONFLICT, "A round is open."));
      case Command.Ask(long seconds) ->
          Decision.accept(new Event.Asked(state.round() + 1, context.now().plusSeconds(seconds)));
      case Command.Answer(String text) -> {
        Instant deadline = state.deadline();
        yield deadline == null || context.now().isAfter(deadline)
            ? Decision.reject(new Rejection(ErrorCode.TOO_LATE, "The round is over."))
            : Decision.accept(new Event.Answered(state.round(), text));
      }
    };
  }

  @Override
  public State evolve(State s, Event event) {
    return switch (event) {
      case Event.Said _ -> s.withSaid(s.said() + 1);
      case Event.Whispered _, Event.Pointed _ -> s;
      case Event.Banned(UserId user) -> s.withBanned(with(s.banned(), user));
      case Event.Admitted(UserId user) -> s.withBanned(without(s.banned(), user));
      case Event.Asked(int round, Instant deadline) -> s.withRound(round, 0, deadline);
      case Event.Answered _ -> s.withRound(s.round(), s.answers() + 1, s.deadline());
      case Event.Closed _ -> s.withRound(s.round(), s.answers(), null);
      case Event.Arrived(UserId user) -> s.withHere(with(s.here(), user));
      case Event.Left(UserId user) -> s.withHere(without(s.here(), user));
    };
  }

  @Override
  public Admission admit(State state, Caller caller) {
    if (state.banned().contains(caller.user())) {
      return new Admission.Refused(new Rejection(ErrorCode.FORBIDDEN, "You were sent out."));
    }
    return Admission.as(caller.user().value().startsWith("teacher") ? TEACHER : PUPIL);
  }

  @Override
  public Optional<Instant> alarm(State state) {
    return Optional.ofNullable(state.deadline());
  }

  @Override
  public Decision<Event> wake(State state, Context context) {
    Instant deadline = state.deadline();
    return deadline == null || deadline.isAfter(context.now())
        ? Decision.accept()
        : Decision.accept(new Event.Closed(state.round(), state.answers()));
  }

  @Override
  public Decision<Event> arrived(State state, Context context) {
    UserId user = context.caller().user();
    return !state.keepsWho() || state.here().contains(user)
        ? Decision.accept()
        : Decision.accept(new Event.Arrived(user));
  }

  @Override
  public Decision<Event> left(State state, Context context) {
    UserId user = context.caller().user();
    return state.here().contains(user) ? Decision.accept(new Event.Left(user)) : Decision.accept();
  }

  @Override
  public Set<UserId> present(State state) {
    return state.here();
  }

  @Override
  public Set<UserId> accessChanged(Event event) {
    return switch (event) {
      case Event.Banned(UserId user) -> Set.of(user);
      case Event.Admitted(UserId user) -> Set.of(user);
      default -> Set.of();
    };
  }

  private static Set<UserId> with(Set<UserId> users, UserId user) {
    Set<UserId> more = new LinkedHashSet<>(users);
    more.add(user);
    return more;
  }

  private static Set<UserId> without(Set<UserId> users, UserId user) {
    Set<UserId> fewer = new LinkedHashSet<>(users);
    fewer.remove(user);
    return fewer;
  }
}
