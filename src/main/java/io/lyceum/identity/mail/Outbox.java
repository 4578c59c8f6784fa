package io.lyceum.identity.mail;

import com.fasterxml.jackson.databind.JsonNode;
import io.lyceum.identity.EmailAddress;
import io.lyceum.identity.Secret;
import io.lyceum.platform.json.Json;
import io.lyceum.platform.seal.Seal;
import io.lyceum.platform.settings.MailSettings;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Mails wait here until they are sent: one is there if and only if the fact it tells of is. Empty
 * for ever on an installation that sends none.
 */
public final class Outbox {
  /** One that a node has taken to send. */
  record Taken(long id, int attempts, String sealed) {}

  /** To whom mails are sealed, and what the box's key is derived for. */
  public static final String OWNER = "mail";

  private final MailSettings settings;
  private final Seal seal;
  private final Clock clock;

  public Outbox(MailSettings settings, Seal seal, Clock clock) {
    this.settings = settings;
    this.seal = seal;
    this.clock = clock;
  }

  /** Adds a mail within {@code transaction}. */
  public void put(Handle transaction, Letter letter) {
    if (!settings.isOn()) {
      return;
    }
    String json =
        Json.write(
            Map.of(
                "to", letter.recipient().value(),
                "subject", letter.subject(),
                "text", letter.text()));
    transaction.execute(
        "insert into mail (sealed, created_at, due_at) values (?, ?, ?)",
        seal.close(OWNER, json),
        now(),
        now());
  }

  /** The page's address that acts on a token; behind the #, so that no proxy writes it down. */
  public String link(String page, Secret token) {
    return settings.link(page, token.text());
  }

  /** The base address of the page. */
  public String home() {
    return settings.baseUrl();
  }

  /** Takes the mail that has waited longest; no other node takes it for the time of a lease. */
  Optional<Taken> take(Handle handle, Duration lease) {
    return handle
        .createQuery(
            """
            update mail set due_at = :until, attempts = attempts + 1
            where id = (select id from mail where due_at <= :now order by due_at limit 1 for update skip locked)
            returning id, attempts, sealed
            """)
        .bind("now", now())
        .bind("until", now().plus(lease))
        .map(
            (row, _) ->
                new Taken(row.getLong("id"), row.getInt("attempts"), row.getString("sealed")))
        .findOne();
  }

  Letter open(Taken taken) {
    try {
      JsonNode json = Json.parse(seal.open(OWNER, taken.sealed()));
      return new Letter(
          new EmailAddress(json.path("to").asText()),
          json.path("subject").asText(),
          json.path("text").asText());
    } catch (IOException e) {
      throw new IllegalStateException("a mail cannot be read", e);
    }
  }

  void remove(Handle handle, Taken taken) {
    handle.execute("delete from mail where id = ?", taken.id());
  }

  /** Takes back what waits for this recipient, however the address is spelt. */
  public void removeTo(Handle handle, String recipient) {
    handle
        .select("select id, attempts, sealed from mail for update skip locked")
        .map(
            (row, _) ->
                new Taken(row.getLong("id"), row.getInt("attempts"), row.getString("sealed")))
        .list()
        .stream()
        .filter(mail -> open(mail).recipient().value().equalsIgnoreCase(recipient))
        .forEach(mail -> remove(handle, mail));
  }

  void putBack(Handle handle, Taken taken, Duration wait) {
    handle.execute("update mail set due_at = ? where id = ?", now().plus(wait), taken.id());
  }

  long waiting(Handle handle) {
    return handle.select("select count(*) from mail").mapTo(Long.class).one();
  }

  private OffsetDateTime now() {
    return clock.instant().atOffset(ZoneOffset.UTC);
  }
}
