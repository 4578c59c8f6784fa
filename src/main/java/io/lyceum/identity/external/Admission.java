package io.lyceum.identity.external;

import io.lyceum.identity.Person;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.jdbi.v3.core.Handle;

/** Lets somebody in who has been proven elsewhere, by the same rules as with a password. */
@FunctionalInterface
public interface Admission {
  /** What the sign-in answers with. */
  Object admit(Handle transaction, Person person, HttpRequest request);
}
