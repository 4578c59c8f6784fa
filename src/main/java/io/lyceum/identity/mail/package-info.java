/** Mails: what they say, how they wait in the database and go out by SMTP. */
@NullMarked
package io.lyceum.identity.mail;

import org.jspecify.annotations.NullMarked;
