package io.lyceum.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** A real SMTP server, and everybody's mails in it. */
final class Postbox implements AutoCloseable {
  private final GreenMail mails = new GreenMail(ServerSetup.SMTP.dynamicPort());

  Postbox() {
    mails.start();
  }

  /** What tells a node to send its mails here. */
  Map<String, String> settings() {
    return Map.of(
        "LYCEUM_MAIL_HOST", "127.0.0.1",
        "LYCEUM_MAIL_PORT", Integer.toString(mails.getSmtp().getPort()),
        "LYCEUM_MAIL_STARTTLS", "off");
  }

  /** The way into the page in the newest of so many mails to somebody. */
  String link(String recipient, int count) {
    Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> to(recipient).count() >= count);
    Matcher link = Pattern.compile("/#/\\S+").matcher(to(recipient).toList().getLast());
    assertThat(link.find()).as("link in the mail").isTrue();
    return link.group();
  }

  private Stream<String> to(String recipient) {
    return Stream.of(mails.getReceivedMessages())
        .filter(mail -> recipientOf(mail).equals(recipient))
        .map(Postbox::text);
  }

  private static String recipientOf(MimeMessage mail) {
    try {
      return mail.getAllRecipients()[0].toString();
    } catch (MessagingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String text(MimeMessage mail) {
    try {
      return mail.getContent().toString();
    } catch (MessagingException e) {
      throw new IllegalStateException(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    mails.stop();
  }
}
