package io.lyceum.platform.log;

import ch.qos.logback.classic.pattern.ClassicConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import java.util.List;
import org.slf4j.event.KeyValuePair;

/** The fields of a statement for a person to read: {@code " topic=demo|chat:7 ms=1200"}. */
public final class FieldsConverter extends ClassicConverter {
  @Override
  public String convert(ILoggingEvent event) {
    List<KeyValuePair> fields = event.getKeyValuePairs();
    if (fields == null) {
      return "";
    }
    StringBuilder text = new StringBuilder();
    for (KeyValuePair field : fields) {
      text.append(' ').append(field.key).append('=').append(LogNames.of(field.value));
    }
    return text.toString();
  }
}
