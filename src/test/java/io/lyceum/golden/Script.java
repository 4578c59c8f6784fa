package io.lyceum.golden;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.lyceum.core.Caller;
import io.lyceum.core.CommandId;
import io.lyceum.core.Role;
import io.lyceum.core.SchoolId;
import io.lyceum.core.TopicId;
import io.lyceum.core.TopicRole;
import io.lyceum.core.UserId;
import io.lyceum.platform.json.Fields.InvalidFields;
import io.lyceum.platform.json.Json;
import io.lyceum.topic.TopicKind;
import io.lyceum.topic.journal.PaperTopic;
import io.lyceum.topic.journal.Sent;
import io.lyceum.topic.journal.StoredRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * One topic's scripted life: commands as they come over the wire, at fixed times and with fixed
 * ids, so that every run stores the same.
 */
final class Script<S, C, E> {
  static final SchoolId SCHOOL = new SchoolId("demo");
  static final Caller TEA = person("tea", "Tea Ström", Role.TEACHER);
  static final Caller ADA = person("ada", "Ada", Role.STUDENT);
  static final Caller BOB = person("bob", "Bob", Role.STUDENT);
  static final Caller EVE = person("eve", "Eve", Role.STUDENT);

  /** Uneven, so that stored times have the microseconds that a real clock has. */
  private static final Duration STEP = Duration.ofNanos(1_250_137_000);

  private final TopicKind<S, C, E> kind;
  private final TopicId id;
  private final PaperTopic<S, C, E> topic;
  private final Map<Caller, TopicRole> rolesElsewhere;
  private final List<GoldenLine> snapshots = new ArrayList<>();
  private Instant now = Instant.parse("2026-01-05T08:00:00.000421Z");
  private int commands;

  private Script(TopicKind<S, C, E> kind, String id, Map<Caller, TopicRole> rolesElsewhere) {
    this.kind = kind;
    this.id = new TopicId(SCHOOL, kind.name(), id);
    this.topic = new PaperTopic<>(kind, this.id);
    this.rolesElsewhere = rolesElsewhere;
  }

  static <S, C, E> Script<S, C, E> of(TopicKind<S, C, E> kind, String id) {
    return new Script<>(kind, id, Map.of());
  }

  /** For a topic that asks another who may be in: what that one answers. */
  static <S, C, E> Script<S, C, E> of(
      TopicKind<S, C, E> kind, String id, Map<Caller, TopicRole> rolesElsewhere) {
    return new Script<>(kind, id, rolesElsewhere);
  }

  /** The server commands, also what clients may not. {@code '} stands for {@code "}. */
  Script<S, C, E> server(String type, String data) {
    return order(Caller.system(SCHOOL), type, data, true);
  }

  /** A person commands. */
  Script<S, C, E> on(Caller caller, String type, String data) {
    return order(caller, type, data, false);
  }

  /** The server sends what a person wants: remembered under the server's name. */
  Script<S, C, E> onBehalfOf(Caller caller, String type, String data) {
    return order(caller, type, data, true);
  }

  Script<S, C, E> arrives(Caller caller) {
    topic.presence(caller, true, step());
    return this;
  }

  /** Noticed only after the grace time: the entry is older than the one before it. */
  Script<S, C, E> leaves(Caller caller) {
    topic.presence(caller, false, step().minusSeconds(15));
    return this;
  }

  /** Lets time pass. */
  Script<S, C, E> later(long seconds) {
    now = now.plusSeconds(seconds);
    return this;
  }

  /** Time has reached the alarm. */
  Script<S, C, E> wakes() {
    now = kind.decider().alarm(topic.state()).orElseThrow();
    topic.wake(now);
    return this;
  }

  /** The runtime would write a snapshot here. */
  Script<S, C, E> snapshot() {
    snapshots.add(GoldenLine.of(id, topic.seq(), topic.snapshot()));
    return this;
  }

  List<GoldenLine> entries() {
    List<GoldenLine> lines = new ArrayList<>();
    for (StoredRecord stored : topic.stored()) {
      lines.add(GoldenLine.of(id, lines.size() + 1, stored));
    }
    return lines;
  }

  List<GoldenLine> snapshots() {
    return List.copyOf(snapshots);
  }

  /** The state after the last entry. */
  GoldenLine end() {
    String json = Json.write(kind.journal().writeState(topic.state()));
    return GoldenLine.of(id, topic.seq(), new StoredRecord(kind.journal().stateManifest(), json));
  }

  private Script<S, C, E> order(Caller caller, String type, String data, boolean fromServer) {
    Instant at = step();
    CommandId command = commandId(at);
    topic.order(
        read(type, data, fromServer),
        caller,
        Sent.of(caller, command, fromServer),
        rolesElsewhere.get(caller),
        at);
    return this;
  }

  private C read(String type, String data, boolean fromServer) {
    try {
      return kind.frames()
          .commands()
          .read(type, Json.MAPPER.readTree(data.replace('\'', '"')), fromServer);
    } catch (InvalidFields e) {
      throw new AssertionError(type + " " + data + ": " + e.rejection(), e);
    } catch (JsonProcessingException e) {
      throw new AssertionError(data, e);
    }
  }

  private Instant step() {
    now = now.plus(STEP);
    return now;
  }

  /** A UUIDv7 of this instant whose random part is a count. */
  private CommandId commandId(Instant at) {
    commands++;
    return new CommandId(
        new UUID(at.toEpochMilli() << 16 | 0x7000, 0x8000_0000_0000_0000L | commands));
  }

  private static Caller person(String id, String name, Role role) {
    return new Caller(new UserId(id), name, role, SCHOOL);
  }
}
