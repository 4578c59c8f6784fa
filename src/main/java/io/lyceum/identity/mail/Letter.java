package io.lyceum.identity.mail;

import io.lyceum.identity.EmailAddress;

/** A mail as it is sent: plain text, to one person. */
public record Letter(EmailAddress recipient, String subject, String text) {}
