package io.lyceum.platform.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.OutputStreamAppender;
import io.lyceum.platform.settings.SettingReader;
import java.util.Locale;
import java.util.regex.Pattern;
import org.slf4j.LoggerFactory;

/** Brings the log into the form the settings ask for; {@code logback.xml} is the form before. */
public final class Logging {
  private static final Pattern FORMATS = Pattern.compile("text|json");
  private static final Pattern LEVELS = Pattern.compile("(?i)error|warn|info|debug|trace");

  private Logging() {}

  /** Stops the start when a setting is malformed. */
  public static void apply(SettingReader settings) {
    String level = settings.text("lyceum.log.level", LEVELS, "error, warn, info, debug or trace");
    boolean json = isJson(settings);
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    context.getLogger("io.lyceum").setLevel(Level.toLevel(level.toUpperCase(Locale.ROOT)));
    if (json) {
      context
          .getLogger(Logger.ROOT_LOGGER_NAME)
          .iteratorForAppenders()
          .forEachRemaining(
              appender -> {
                if (appender instanceof OutputStreamAppender<ILoggingEvent> console) {
                  write(console, context);
                }
              });
    }
  }

  private static void write(OutputStreamAppender<ILoggingEvent> console, LoggerContext context) {
    JsonLine lines = new JsonLine();
    lines.setContext(context);
    lines.start();
    console.stop();
    console.setEncoder(lines);
    console.start();
  }

  public static boolean isJson(SettingReader settings) {
    return settings.text("lyceum.log.format", FORMATS, "text or json").equals("json");
  }

  /** What stands in each line for this node. */
  public static void node(String address) {
    ((LoggerContext) LoggerFactory.getILoggerFactory()).putProperty(JsonLine.NODE, address);
  }
}
