package io.lyceum.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;

/** What was not as it should be, all of it at once. */
final class WalkFindings {
  private final List<String> wrong = new ArrayList<>();

  void add(String what) {
    wrong.add(what);
  }

  /** Notes a text that has what marks another school. */
  void silent(String what, String text, String marker) {
    if (text.contains(marker)) {
      add(what + " tells of the other school: " + text);
    }
  }

  void areNone() {
    assertThat(wrong).isEmpty();
  }
}
