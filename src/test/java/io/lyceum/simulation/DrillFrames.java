package io.lyceum.simulation;

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
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** The wire of the {@link Drill}. */
final class DrillFrames implements TopicFrames<Drill.State, Drill.Command, Drill.Event> {
  private final CommandTable<Drill.Command> commands =
      new CommandTable<Drill.Command>()
          .on("say", data -> new Drill.Command.Say(data.text("text", 100)))
          .on("whisper", data -> new Drill.Command.Whisper(data.text("text", 100)))
          .on("point", data -> new Drill.Command.Point(data.number("x", 0, 1000)))
          .on("touch", _ -> new Drill.Command.Touch())
          .on("ban", data -> new Drill.Command.Ban(new UserId(data.text("user", 50))))
          .on("admit", data -> new Drill.Command.Admit(new UserId(data.text("user", 50))))
          .on("ask", data -> new Drill.Command.Ask(data.number("seconds", 1, 60)))
          .on("answer", data -> new Drill.Command.Answer(data.text("text", 100)));

  static TopicKind<Drill.State, Drill.Command, Drill.Event> kind() {
    JournalCodec<Drill.State, Drill.Event> journal =
        JournalCodec.<Drill.State, Drill.Event>of("drill.state", 1, Drill.State.class)
            .event("said", 1, Drill.Event.Said.class)
            .event("whispered", 1, Drill.Event.Whispered.class)
            .event("pointed", 1, Drill.Event.Pointed.class)
            .event("banned", 1, Drill.Event.Banned.class)
            .event("admitted", 1, Drill.Event.Admitted.class)
            .event("asked", 1, Drill.Event.Asked.class)
            .event("answered", 1, Drill.Event.Answered.class)
            .event("closed", 1, Drill.Event.Closed.class)
            .event("arrived", 1, Drill.Event.Arrived.class)
            .event("left", 1, Drill.Event.Left.class);
    return new TopicKind<>("drill", new Drill(), new DrillFrames(), journal);
  }

  @Override
  public CommandTable<Drill.Command> commands() {
    return commands;
  }

  @Override
  public List<View> views(Drill.Event event) {
    return switch (event) {
      case Drill.Event.Said(String text) -> List.of(View.toAll("said", Map.of("text", text)));
      case Drill.Event.Whispered(String text) ->
          List.of(View.to(Audience.roles(Drill.TEACHER), "whispered", Map.of("text", text)));
      case Drill.Event.Pointed(UserId by, long x) ->
          List.of(View.latest(Audience.all(), "pointed", by.value(), Map.of("x", x)));
      case Drill.Event.Banned(UserId user) ->
          List.of(View.toAll("banned", Map.of("user", user.value())));
      case Drill.Event.Admitted(UserId user) ->
          List.of(View.toAll("admitted", Map.of("user", user.value())));
      case Drill.Event.Asked(int round, _) -> List.of(View.toAll("asked", Map.of("round", round)));
      case Drill.Event.Answered(_, String text) ->
          List.of(View.to(Audience.roles(Drill.TEACHER), "answered", Map.of("text", text)));
      case Drill.Event.Closed(int round, int answers) ->
          List.of(
              View.to(Audience.roles(Drill.TEACHER), "closed", Map.of("answers", answers)),
              View.toAll("closed", Map.of("round", round)));
      case Drill.Event.Arrived _, Drill.Event.Left _ -> List.of();
    };
  }

  @Override
  public Object snapshot(Drill.State state, Viewer viewer) {
    TreeSet<String> banned = new TreeSet<>();
    state.banned().forEach(user -> banned.add(user.value()));
    return new TreeMap<String, Object>(
        Map.of("said", state.said(), "banned", banned, "round", state.round()));
  }

  @Override
  public Relay signal(Drill.State state, Viewer from, String type, Fields data) {
    return new Relay.To(Audience.all(), type, Map.of());
  }
}
