package io.lyceum.socket;

import io.lyceum.core.Caller;
import io.lyceum.core.SchoolId;
import io.lyceum.core.TopicId;
import io.lyceum.core.UserId;
import io.lyceum.platform.limits.Buckets;
import io.lyceum.platform.limits.Limit;
import io.lyceum.platform.limits.LimitMeters;
import io.lyceum.platform.limits.LimitSettings;
import io.lyceum.platform.limits.Taken;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** What the sockets of a node may do together: from an address, of a person, to a topic. */
public final class SharedLimits {
  private final LimitSettings settings;
  private final LimitMeters meters;
  private final Buckets<UserId> users;
  private final Buckets<TopicId> topics;
  private final Buckets<SchoolId> schools;
  private final Buckets<String> addresses;
  private final Buckets<Limit> node;

  public SharedLimits(LimitSettings settings, LimitMeters meters, LongSupplier nanos) {
    this.settings = settings;
    this.meters = meters;
    this.users = new Buckets<>(Limit.USER_COMMANDS, settings.commandsPerUser(), meters, nanos);
    this.topics = new Buckets<>(Limit.TOPIC_COMMANDS, settings.commandsPerTopic(), meters, nanos);
    this.schools =
        new Buckets<>(Limit.SCHOOL_COMMANDS, settings.commandsPerSchool(), meters, nanos);
    this.addresses =
        new Buckets<>(Limit.HANDSHAKES, settings.handshakesPerAddress(), meters, nanos);
    this.node = new Buckets<>(Limit.ADMISSION, settings.handshakes(), meters, nanos);
  }

  boolean enabled() {
    return settings.enabled();
  }

  int socketsPerAddress() {
    return settings.socketsPerAddress();
  }

  void refused(Limit limit) {
    meters.refused(limit);
  }

  /** A command or signal; null when it may go on. The person first, who is most often to blame. */
  @Nullable Taken command(Caller who, TopicId topic) {
    if (!settings.enabled()) {
      return null;
    }
    Taken user = users.take(who.user());
    if (!user.granted()) {
      return user;
    }
    Taken room = topics.take(topic);
    if (!room.granted()) {
      return room;
    }
    Taken school = schools.take(who.school());
    return school.granted() ? null : school;
  }

  /** A handshake of this address group. */
  Taken handshake(String group) {
    return addresses.take(group);
  }

  /** A handshake of whomever. */
  Taken handshake() {
    return node.take(Limit.ADMISSION);
  }

  static String message(Limit limit) {
    return switch (limit) {
      case USER_COMMANDS -> "More than one person may send in a second, over all sockets.";
      case TOPIC_COMMANDS -> "More than may be sent here in a second.";
      case SCHOOL_COMMANDS -> "More than a school may send in a second.";
      default -> "Too much at once.";
    };
  }
}
