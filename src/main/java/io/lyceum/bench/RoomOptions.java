package io.lyceum.bench;

import io.lyceum.bench.load.Plan;
import io.lyceum.bench.people.Chats;
import io.lyceum.bench.people.Pupil;
import io.lyceum.bench.people.Rest;
import io.lyceum.bench.wire.Member;
import io.lyceum.core.Role;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Rooms, who is in them, and the wire they are reached by. */
final class RoomOptions {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec command = CommandSpec.create();

  @Option(
      names = "--wire",
      defaultValue = "lyceum",
      description = "what the server speaks: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
  WireName wire = WireName.LYCEUM;

  @Option(
      names = "--rooms",
      defaultValue = "100",
      description = "how many (default: ${DEFAULT-VALUE})")
  private int rooms;

  @Option(
      names = "--members",
      defaultValue = "10",
      description = "sockets in each room, each of another person (default: ${DEFAULT-VALUE})")
  private int members;

  @Option(names = "--senders", description = "how many of a room's members send (default: all)")
  private int senders;

  @Mixin private PeopleOptions people = new PeopleOptions();

  Plan plan() {
    if (rooms < 1 || members < 1 || senders < 0 || senders > members) {
      throw new ParameterException(
          command.commandLine(), "A room has at least one member, and no more senders than that.");
    }
    return new Plan(rooms, members, senders == 0 ? members : senders);
  }

  /** The heading of a run. */
  void tell(String load, PrintWriter out) {
    Plan plan = plan();
    out.printf(
        "%s over %s: %d rooms of %d, %d senders in each%n",
        load, wire.shown(), plan.rooms(), plan.members(), plan.senders());
  }

  Map<String, ?> asMap() {
    Plan plan = plan();
    return Map.of(
        "wire", wire.shown(),
        "rooms", plan.rooms(),
        "members", plan.members(),
        "senders", plan.senders());
  }

  /** Everybody, room by room; for Lyceum their people and chats are made first. */
  List<Member> gather(ServerOptions server) {
    Plan plan = plan();
    int count = plan.rooms() * plan.members();
    List<Member> all = new ArrayList<>(count);
    if (wire != WireName.LYCEUM) {
      for (int i = 0; i < count; i++) {
        all.add(new Member(i, "u" + i, "", "r" + i / plan.members()));
      }
      return all;
    }
    List<Pupil> pupils = people.people().take(count, Role.STUDENT);
    List<String> topics =
        new Chats(new Rest(server.servers.getFirst())).create(pupils, plan.rooms(), plan.members());
    for (int i = 0; i < count; i++) {
      Pupil pupil = pupils.get(i);
      all.add(new Member(i, pupil.user(), pupil.token(), topics.get(i / plan.members())));
    }
    return all;
  }
}
