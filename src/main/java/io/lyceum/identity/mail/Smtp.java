package io.lyceum.identity.mail;

import io.lyceum.platform.settings.MailSettings;
import jakarta.mail.Authenticator;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.PasswordAuthentication;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** Hands mails to the server of the settings, one connection each. */
final class Smtp {
  /** For each step of the dialogue; a mail has ten or so. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Session session;
  private final String from;

  Smtp(MailSettings settings) {
    Properties properties = new Properties();
    String patience = Long.toString(PATIENCE.toMillis());
    properties.setProperty("mail.smtp.host", settings.host());
    properties.setProperty("mail.smtp.port", Integer.toString(settings.port()));
    properties.setProperty("mail.smtp.connectiontimeout", patience);
    properties.setProperty("mail.smtp.timeout", patience);
    properties.setProperty("mail.smtp.writetimeout", patience);
    properties.setProperty("mail.smtp.starttls.enable", Boolean.toString(settings.startTls()));
    // Without it a man in the middle takes the offer out and reads along.
    properties.setProperty("mail.smtp.starttls.required", Boolean.toString(settings.startTls()));
    properties.setProperty("mail.smtp.ssl.checkserveridentity", "true");
    boolean signsIn = !settings.user().isEmpty();
    properties.setProperty("mail.smtp.auth", Boolean.toString(signsIn));
    this.session = Session.getInstance(properties, signsIn ? new Login(settings) : null);
    this.from = settings.from();
  }

  void send(Letter letter) throws MessagingException {
    MimeMessage message = new MimeMessage(session);
    message.setFrom(new InternetAddress(from, true));
    message.setRecipient(
        Message.RecipientType.TO, new InternetAddress(letter.recipient().value(), true));
    message.setSubject(letter.subject(), StandardCharsets.UTF_8.name());
    message.setText(letter.text(), StandardCharsets.UTF_8.name());
    // So that holiday notes do not come back.
    message.setHeader("Auto-Submitted", "auto-generated");
    Transport.send(message);
  }

  private static final class Login extends Authenticator {
    private final MailSettings settings;

    Login(MailSettings settings) {
      this.settings = settings;
    }

    @Override
    protected @Nullable PasswordAuthentication getPasswordAuthentication() {
      return new PasswordAuthentication(settings.user(), settings.password());
    }
  }
}
