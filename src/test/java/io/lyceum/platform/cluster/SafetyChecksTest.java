package io.lyceum.platform.cluster;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.lyceum.platform.database.DatabaseAddress;
import io.lyceum.platform.settings.Settings;
import io.lyceum.platform.settings.SettingsProblem;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SafetyChecksTest {
  private static final Config EFFECTIVE =
      Settings.load(Map.of())
          .actorSystem(new DatabaseAddress("jdbc:postgresql://db/lyceum", "a", "b"));

  @Test
  void what_the_jar_says_is_safe() {
    assertThatCode(() -> SafetyChecks.run(EFFECTIVE)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "pekko.actor.allow-java-serialization = on",
        "pekko.cluster.downing-provider-class = \"\"",
        "pekko.cluster.downing-provider-class = io.lyceum.Sleepy",
        "pekko.coordinated-shutdown.exit-jvm = off",
        "pekko.coordinated-shutdown.exit-jvm = perhaps",
        "pekko.cluster.run-coordinated-shutdown-when-down = off",
        "jdbc-journal.replay-filter.mode = repair-by-discard-old",
        "pekko.persistence.journal.plugin = pekko.persistence.journal.inmem"
      })
  void what_is_not_safe_is_refused_in_one_line_that_names_it(String setting) {
    Config unsafe = ConfigFactory.parseString(setting).withFallback(EFFECTIVE);
    assertThatThrownBy(() -> SafetyChecks.run(unsafe))
        .isInstanceOf(SettingsProblem.class)
        .message()
        .startsWith(setting.substring(0, setting.indexOf(' ')))
        .doesNotContain("\n");
  }
}
