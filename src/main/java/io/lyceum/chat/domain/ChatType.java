package io.lyceum.chat.domain;

import java.util.Locale;
import java.util.Optional;

/** What kind of conversation a chat is. The constants' names are stored. */
public enum ChatType {
  /** Exactly two people, for ever. */
  PRIVATE,
  GROUP,
  /** Few write, many read. */
  CHANNEL,
  /** The chat of a class: it needs no creation, the class's roster decides who is in it. */
  CLASS;

  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Reads a type that people may create; a class's chat comes with its class. */
  public static Optional<ChatType> parseCreatable(String wire) {
    return switch (wire) {
      case "private" -> Optional.of(PRIVATE);
      case "group" -> Optional.of(GROUP);
      case "channel" -> Optional.of(CHANNEL);
      default -> Optional.empty();
    };
  }
}
