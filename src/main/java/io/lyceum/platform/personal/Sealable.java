package io.lyceum.platform.personal;

/** Something stored that may hold personal values; immutable. */
public interface Sealable {
  /** Its text with its marks. */
  String text();

  /** The same with another text. */
  Sealable with(String text);
}
