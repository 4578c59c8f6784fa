package io.lyceum.testkit;

import io.lyceum.platform.settings.IdentitySettings;
import io.lyceum.platform.settings.MailSettings;
import io.lyceum.platform.settings.Settings;
import java.util.Map;

/** Settings of identity as they are by default. */
public final class TestIdentity {
  private TestIdentity() {}

  /** None are sent. */
  public static MailSettings mail() {
    return Settings.load(Map.of()).mail();
  }

  public static IdentitySettings settings() {
    return Settings.load(Map.of()).identity();
  }
}
