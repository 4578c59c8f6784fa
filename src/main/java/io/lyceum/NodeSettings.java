package io.lyceum;

import io.lyceum.call.CallSettings;
import io.lyceum.hub.HubSettings;
import io.lyceum.media.janus.JanusSettings;
import io.lyceum.media.recording.RecordingSettings;
import io.lyceum.media.store.StoreSettings;
import io.lyceum.platform.limits.LimitSettings;
import io.lyceum.platform.settings.SettingReader;
import io.lyceum.platform.settings.Settings;
import io.lyceum.platform.tracing.Tracing;
import io.lyceum.quiz.QuizSettings;
import io.lyceum.socket.SocketSettings;
import io.lyceum.topic.TopicSettings;
import java.util.Map;

/** All a node is told, down to its parts, read before anything starts. */
record NodeSettings(
    Settings platform,
    Live live,
    QuizSettings quiz,
    CallSettings call,
    JanusSettings janus,
    RecordingSettings recording,
    StoreSettings store) {
  /**
   * The live half.
   *
   * @param slices into how many parts the topics are divided for projections
   */
  record Live(
      TopicSettings topic,
      HubSettings hub,
      SocketSettings socket,
      LimitSettings limits,
      int slices) {
    static Live read(SettingReader reader) {
      return new Live(
          TopicSettings.read(reader),
          HubSettings.read(reader),
          SocketSettings.read(reader),
          LimitSettings.read(reader),
          reader.number("lyceum.projection.slices", 1, 128));
    }
  }

  /**
   * Reads what {@code environment} says.
   *
   * @throws io.lyceum.platform.settings.SettingsProblem when a setting is unknown or malformed
   */
  static NodeSettings load(Map<String, String> environment) {
    Settings platform = Settings.load(environment);
    SettingReader reader = platform.reader();
    Tracing.check(reader);
    return new NodeSettings(
        platform,
        Live.read(reader),
        QuizSettings.read(reader),
        CallSettings.read(reader),
        JanusSettings.read(reader),
        RecordingSettings.read(reader),
        StoreSettings.read(reader, platform.dataDirectory()));
  }
}
