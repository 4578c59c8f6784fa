package io.lyceum.identity.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.lyceum.identity.EmailAddress;
import io.lyceum.platform.seal.Seal;
import io.lyceum.platform.settings.MailSettings;
import io.lyceum.testkit.SetClock;
import io.lyceum.testkit.TestDatabase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PostmanTest {
  @RegisterExtension final TestDatabase database = TestDatabase.fresh();

  private final SetClock clock = new SetClock();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final MailSettings settings;
  private final GreenMail server;
  private final Outbox outbox;

  PostmanTest() throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    settings =
        new MailSettings("127.0.0.1", port, "", "", "a@school.example", false, "https://x.example");
    server = new GreenMail(new ServerSetup(port, "127.0.0.1", "smtp"));
    outbox = new Outbox(settings, new Seal(new byte[32]), clock);
  }

  @AfterEach
  void stop() {
    server.stop();
  }

  @Test
  void a_mail_waits_until_the_server_is_there_and_goes_out_once() throws MessagingException {
    put("Schöne Grüße", "first");
    put("Schöne Grüße", "second");
    try (Postman one = start();
        Postman two = start()) {
      assertThat(one).isNotSameAs(two);
      Awaitility.await().until(() -> meters.counter("lyceum.mail.failures").count() >= 2);
      server.start();
      clock.pass(Duration.ofMinutes(1));
      Awaitility.await().untilAsserted(() -> assertThat(server.getReceivedMessages()).hasSize(2));
      Awaitility.await().until(() -> waiting() == 0);
    }
    MimeMessage mail = server.getReceivedMessages()[0];
    assertThat(mail.getSubject()).isEqualTo("Schöne Grüße");
    assertThat(mail.getFrom()[0]).hasToString("a@school.example");
    assertThat(Arrays.asList(mail.getHeader("Auto-Submitted")))
        .isEqualTo(List.of("auto-generated"));
    assertThat(meters.counter("lyceum.mail.sent").count()).isEqualTo(2);
  }

  @Test
  void a_mail_of_a_transaction_that_failed_is_never_sent() {
    assertThatThrownBy(
            () ->
                database
                    .jdbi()
                    .useTransaction(
                        handle -> {
                          outbox.put(handle, letter("No", "no"));
                          throw new IllegalStateException("something else went wrong");
                        }))
        .isInstanceOf(IllegalStateException.class);
    assertThat(waiting()).isZero();
  }

  @Test
  void without_a_server_nothing_is_kept() {
    MailSettings off = new MailSettings("", 25, "", "", "a@b.example", true, "https://x.example");
    Outbox none = new Outbox(off, new Seal(new byte[32]), clock);
    database.jdbi().useTransaction(handle -> none.put(handle, letter("No", "no")));
    assertThat(waiting()).isZero();
    assertThat(Postman.start(none, off, database.jdbi(), meters)).isEmpty();
  }

  private void put(String subject, String text) {
    database.jdbi().useTransaction(handle -> outbox.put(handle, letter(subject, text)));
  }

  private static Letter letter(String subject, String text) {
    return new Letter(new EmailAddress("ada@home.example"), subject, text);
  }

  private Postman start() {
    return Postman.start(outbox, settings, database.jdbi(), meters).orElseThrow();
  }

  private long waiting() {
    return database.jdbi().withHandle(outbox::waiting);
  }
}
