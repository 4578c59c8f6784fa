package io.lyceum.classroom;

import io.lyceum.classroom.domain.ClassroomRole;
import io.lyceum.platform.json.Fields;
import io.lyceum.topic.Audience;
import io.lyceum.topic.Relay;
import java.util.Optional;
import java.util.Set;

/**
 * How picture and voice arrive at somebody: said every now and then, told to staff, kept nowhere.
 */
final class ClassroomQuality {
  static final String TYPE = "quality:report";

  private static final Set<String> GRADES = Set.of("good", "fair", "bad");
  private static final Audience STAFF =
      Audience.roles(ClassroomRole.TEACHER.topicRole(), ClassroomRole.ASSISTANT.topicRole());

  /**
   * @param loss of what was sent to them, in percent
   * @param rtt to the media server and back, in milliseconds
   * @param hears whether they can follow at all
   */
  private record Report(String quality, long loss, Optional<Long> rtt, boolean hears) {}

  private ClassroomQuality() {}

  static Relay relay(Fields data) {
    Report report =
        new Report(
            data.parsed("quality", "", "good, fair or bad", ClassroomQuality::grade),
            data.number("loss", 0, 100),
            data.optionalNumber("rtt", 0, 60_000),
            data.flag("hears"));
    return new Relay.To(STAFF, TYPE, report);
  }

  private static Optional<String> grade(String text) {
    return GRADES.contains(text) ? Optional.of(text) : Optional.empty();
  }
}
