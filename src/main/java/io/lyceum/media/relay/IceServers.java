package io.lyceum.media.relay;

import io.lyceum.core.TopicId;
import io.lyceum.core.UserId;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Where a device finds a way to another: what a browser takes as {@code iceServers}. The credential
 * for the relays is one person's for one topic and dies by itself, after the REST scheme that
 * coturn speaks: the name begins with when it ends, the password is the name's HMAC.
 */
public final class IceServers {
  /** One of {@code iceServers}, as a browser takes it. */
  public record Server(List<String> urls, @Nullable String username, @Nullable String credential) {}

  /**
   * @param until when the credentials end; ask again before
   */
  public record Answer(List<Server> iceServers, Instant until) {}

  private final TurnSettings settings;
  private final InstantSource clock;

  public IceServers(TurnSettings settings, InstantSource clock) {
    this.settings = settings;
    this.clock = clock;
  }

  /** Fresh ones, good from now on. */
  public Answer of(TopicId topic, UserId person) {
    Instant until = clock.instant().plus(settings.lifetime());
    List<Server> servers = new ArrayList<>();
    if (!settings.stunUrls().isEmpty()) {
      servers.add(new Server(settings.stunUrls(), null, null));
    }
    if (!settings.turnUrls().isEmpty()) {
      String name = until.getEpochSecond() + ":" + person.value() + "/" + topic.id();
      servers.add(new Server(settings.turnUrls(), name, password(name)));
    }
    return new Answer(servers, until);
  }

  /** SHA-1 is what the relays speak; as an HMAC it is sound. */
  private String password(String name) {
    try {
      Mac mac = Mac.getInstance("HmacSHA1");
      byte[] key = settings.secret().getBytes(StandardCharsets.UTF_8);
      mac.init(new SecretKeySpec(key, "HmacSHA1"));
      return Base64.getEncoder().encodeToString(mac.doFinal(name.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has HmacSHA1", e);
    }
  }
}
