package io.lyceum.platform.settings;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigValue;
import io.lyceum.core.Role;
import io.lyceum.core.SchoolId;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An OpenID provider whose word counts in one school.
 *
 * @param name how it is called in paths and figures
 * @param title how it is called on the page
 * @param issuer exactly as its tokens say
 * @param clientId whom its tokens must be for
 * @param clientSecret empty for a public client
 * @param redirect where the browser comes back to, as the provider knows it; without one there is
 *     only the exchange of ID tokens
 * @param create whether somebody new gets an account
 * @param nonce whether an ID token without a nonce is refused
 * @param verifiedClaim what says that the e-mail address is the person's own
 * @param roleClaim a path with dots to a text or a list of texts; empty: everybody new is a student
 * @param roles what its texts mean, for who gets an account
 */
public record ProviderSettings(
    String name,
    String title,
    URI issuer,
    String clientId,
    String clientSecret,
    Optional<URI> redirect,
    SchoolId school,
    boolean create,
    boolean nonce,
    String scopes,
    String verifiedClaim,
    String roleClaim,
    Map<String, Role> roles) {
  private static final String LIST = "lyceum.identity.issuers";
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,31}");
  private static final Pattern URL = Pattern.compile("https?://[^\\s?#]+");
  private static final Pattern SCHOOL = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
  private static final Config DEFAULTS =
      ConfigFactory.parseString(
          """
          title = "", client-secret = "", redirect = "", create = off, nonce = on
          scopes = "openid email profile", verified-claim = email_verified, role-claim = "", roles {}
          name = "", issuer = "", client-id = "", school = ""
          """);

  static List<ProviderSettings> read(SettingReader reader) {
    List<ProviderSettings> all = new ArrayList<>();
    List<? extends Config> listed;
    try {
      listed = reader.config().getConfigList(LIST);
    } catch (ConfigException e) {
      throw reader.malformed(LIST, "must be a list of objects");
    }
    for (Config one : listed) {
      String path = LIST + "." + all.size();
      for (String key : one.root().keySet()) {
        if (!DEFAULTS.root().containsKey(key)) {
          throw reader.malformed(path + "." + key, "is not a setting");
        }
      }
      Config placed = one.withFallback(DEFAULTS).atPath(path);
      all.add(read(SettingReader.of(placed), path + "."));
    }
    if (all.stream().map(ProviderSettings::name).distinct().count() < all.size()) {
      throw reader.malformed(LIST, "must give each provider a name of its own");
    }
    return List.copyOf(all);
  }

  private static ProviderSettings read(SettingReader reader, String path) {
    String name = reader.text(path + "name", NAME, "small letters, digits and hyphens");
    String title = reader.optionalText(path + "title");
    return new ProviderSettings(
        name,
        title.isBlank() ? name : title,
        url(reader, path + "issuer"),
        reader.text(path + "client-id"),
        reader.optionalText(path + "client-secret"),
        reader.optionalText(path + "redirect").isBlank()
            ? Optional.empty()
            : Optional.of(url(reader, path + "redirect")),
        new SchoolId(reader.text(path + "school", SCHOOL, "the id of a school")),
        reader.flag(path + "create"),
        reader.flag(path + "nonce"),
        reader.text(path + "scopes"),
        reader.text(path + "verified-claim"),
        reader.optionalText(path + "role-claim"),
        roles(reader, path + "roles"));
  }

  /** Plain HTTP on this machine only. */
  private static URI url(SettingReader reader, String path) {
    String expected = "an https address, without ? and #";
    URI url = URI.create(reader.text(path, URL, expected));
    if (url.getHost() == null
        || (url.getScheme().equals("http") && !Hosts.isLoopback(url.getHost()))) {
      throw reader.malformed(path, "must be " + expected);
    }
    return url;
  }

  private static Map<String, Role> roles(SettingReader reader, String path) {
    Map<String, Role> roles = new HashMap<>();
    for (Map.Entry<String, ConfigValue> entry : reader.config().getConfig(path).root().entrySet()) {
      Role role =
          Role.parse(String.valueOf(entry.getValue().unwrapped()))
              .orElseThrow(() -> reader.malformed(path, "must map texts to roles of accounts"));
      roles.put(entry.getKey(), role);
    }
    return Map.copyOf(roles);
  }

  /** Without the secret. */
  @Override
  public String toString() {
    return "provider " + name;
  }
}
