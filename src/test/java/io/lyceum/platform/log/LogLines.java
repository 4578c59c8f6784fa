package io.lyceum.platform.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.OutputStreamAppender;
import com.fasterxml.jackson.databind.JsonNode;
import io.lyceum.platform.json.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.slf4j.LoggerFactory;

/** Everything that is logged while it is open, as a node with {@code format = json} writes it. */
final class LogLines implements AutoCloseable {
  private final ByteArrayOutputStream written = new ByteArrayOutputStream();
  private final LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
  private final OutputStreamAppender<ILoggingEvent> appender = new OutputStreamAppender<>();

  LogLines() {
    JsonLine lines = new JsonLine();
    lines.setContext(context);
    lines.start();
    appender.setContext(context);
    appender.setEncoder(lines);
    appender.setOutputStream(written);
    appender.start();
    context.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(appender);
    context.getLogger("io.lyceum").setLevel(Level.TRACE);
  }

  String text() {
    return written.toString(StandardCharsets.UTF_8);
  }

  List<JsonNode> all() {
    return text().lines().map(LogLines::parse).toList();
  }

  Optional<JsonNode> find(String message) {
    return all().stream().filter(l -> l.path("message").asText().startsWith(message)).findFirst();
  }

  private static JsonNode parse(String line) {
    try {
      return Json.parse(line);
    } catch (IOException e) {
      throw new UncheckedIOException(line, e);
    }
  }

  @Override
  public void close() {
    context.getLogger(Logger.ROOT_LOGGER_NAME).detachAppender(appender);
    context.getLogger("io.lyceum").setLevel(Level.INFO);
  }
}
