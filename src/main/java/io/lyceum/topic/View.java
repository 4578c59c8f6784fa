package io.lyceum.topic;

import io.lyceum.core.Lane;
import io.lyceum.core.UserId;
import java.util.Map;

/**
 * What an audience sees of an event.
 *
 * @param type the wire's message type, {@code message:new}
 * @param key what a {@link Lane#LATEST} value is the newest of; empty on the durable lane
 * @param data an object that can be written as JSON
 * @param own the personal part of some viewers, added to their {@code data} as {@code own}; the
 *     rest is still encoded once
 */
public record View(
    Audience audience, Lane lane, String type, String key, Object data, Map<UserId, Object> own) {
  /** A durable event for everybody. */
  public static View toAll(String type, Object data) {
    return to(Audience.all(), type, data);
  }

  /** A durable event for some. */
  public static View to(Audience audience, String type, Object data) {
    return new View(audience, Lane.DURABLE, type, "", data, Map.of());
  }

  /** A value of which only the newest for each {@code key} matters. */
  public static View latest(Audience audience, String type, String key, Object data) {
    return new View(audience, Lane.LATEST, type, key, data, Map.of());
  }

  public View withOwn(Map<UserId, ?> personal) {
    return new View(audience, lane, type, key, data, Map.copyOf(personal));
  }
}
