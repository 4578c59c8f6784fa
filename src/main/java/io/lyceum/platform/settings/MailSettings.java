package io.lyceum.platform.settings;

import java.util.regex.Pattern;

/**
 * How mails are sent.
 *
 * @param host of the SMTP server; empty when none are sent
 * @param user empty when the server wants no sign-in
 * @param startTls whether nothing is said without TLS
 * @param baseUrl where people find the page, without a slash at the end
 */
public record MailSettings(
    String host,
    int port,
    String user,
    String password,
    String from,
    boolean startTls,
    String baseUrl) {
  private static final String SECTION = "lyceum.mail.";
  private static final Pattern SENDER = Pattern.compile("[^\\s<>@]+@[^\\s<>@]+");
  private static final Pattern URL = Pattern.compile("https?://[^\\s/?#]+(/[^\\s?#]*)?");

  static MailSettings read(SettingReader reader) {
    return new MailSettings(
        reader.optionalText(SECTION + "host").strip(),
        reader.number(SECTION + "port", 1, 65_535),
        reader.optionalText(SECTION + "user"),
        reader.optionalText(SECTION + "password"),
        reader.text(SECTION + "from", SENDER, "an e-mail address"),
        reader.flag(SECTION + "starttls"),
        reader
            .text(SECTION + "base-url", URL, "http(s)://host[:port][/path]")
            .replaceAll("/+$", ""));
  }

  /** The page's address that acts on a token; behind the #, so that no proxy writes it down. */
  public String link(String page, String token) {
    return baseUrl + "/#/" + page + "?token=" + token;
  }

  public boolean isOn() {
    return !host.isEmpty();
  }

  /** Without the password. */
  @Override
  public String toString() {
    return "mail by " + host + ":" + port;
  }
}
