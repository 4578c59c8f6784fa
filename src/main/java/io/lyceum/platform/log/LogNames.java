package io.lyceum.platform.log;

import io.lyceum.core.TopicId;
import io.lyceum.core.UserId;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * How people are called in logs: by a keyed hash of their id, the same on all nodes of an
 * installation and on no other. The log belongs to the process, and so does this.
 */
public final class LogNames {
  private static final String ALGORITHM = "HmacSHA256";

  /** 64 bits: no two people of an installation meet, and a line stays readable. */
  private static final int LENGTH = 8;

  private static volatile SecretKeySpec key = new SecretKeySpec(random(), ALGORITHM);

  private LogNames() {}

  /** From now on with the installation's key; until then nobody can tell who is meant. */
  public static void useKey(byte[] secret) {
    key = new SecretKeySpec(secret, ALGORITHM);
  }

  /** What a field's value is written as. */
  static Object of(@Nullable Object value) {
    return switch (value) {
      case null -> "";
      case UserId user -> hash(user.value());
      case TopicId topic ->
          topic.school().value() + "|" + topic.kind() + ":" + withoutPerson(topic);
      case Number number -> number;
      case Boolean flag -> flag;
      default -> value.toString();
    };
  }

  /** In an id of two parts the first is a person: {@code progress:<learner>/<course>}. */
  private static String withoutPerson(TopicId topic) {
    int slash = topic.id().indexOf('/');
    return slash < 0
        ? topic.id()
        : hash(topic.id().substring(0, slash)) + topic.id().substring(slash);
  }

  static String hash(String id) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      byte[] full = mac.doFinal(id.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(full, 0, LENGTH);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has HMAC-SHA256", e);
    }
  }

  private static byte[] random() {
    byte[] bytes = new byte[32];
    new SecureRandom().nextBytes(bytes);
    return bytes;
  }
}
