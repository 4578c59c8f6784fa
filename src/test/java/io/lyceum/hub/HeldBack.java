package io.lyceum.hub;

import io.lyceum.topic.frame.Entry;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import net.bytebuddy.asm.Advice;

/** A planted defect: becomes the beginning of {@link Audiences#publish}. */
public final class HeldBack {
  private static final Map<Object, List<Entry>> HELD =
      Collections.synchronizedMap(new WeakHashMap<>());

  private HeldBack() {}

  @Advice.OnMethodEnter
  static void swap(
      @Advice.This Object audiences,
      @Advice.Argument(value = 0, readOnly = false) List<Entry> entries) {
    entries = HeldBack.later(audiences, entries);
  }

  /** Nothing the first time; the second time the second before the first. */
  public static List<Entry> later(Object audiences, List<Entry> entries) {
    List<Entry> held = HELD.remove(audiences);
    if (held == null) {
      HELD.put(audiences, entries);
      return List.of();
    }
    List<Entry> swapped = new ArrayList<>(entries);
    swapped.addAll(held);
    return swapped;
  }
}
