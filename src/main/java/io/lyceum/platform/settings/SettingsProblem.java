package io.lyceum.platform.settings;

import io.lyceum.platform.StartProblem;

/** A setting that is unknown or malformed; the line names it. */
public final class SettingsProblem extends StartProblem {
  private static final long serialVersionUID = 1;

  public SettingsProblem(String line) {
    super(line, 2);
  }
}
