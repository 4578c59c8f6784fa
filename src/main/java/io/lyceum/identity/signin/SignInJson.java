package io.lyceum.identity.signin;

import io.lyceum.core.SchoolId;
import io.lyceum.core.UserId;
import io.lyceum.identity.Person;
import io.lyceum.identity.account.SignIn;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a sign-in is on the wire. */
final class SignInJson {
  /** As in the protocol's {@code welcome}. */
  record User(UserId id, String name, String role, SchoolId school) {
    static User of(Person person) {
      return new User(person.id(), person.name(), person.role().wire(), person.school());
    }
  }

  record Session(String accessToken, String refreshToken, long expiresIn, User user) {}

  record Challenge(String challenge, String secondFactor, long expiresIn) {}

  record Confirmed(List<String> recoveryCodes, @Nullable Session session) {}

  private SignInJson() {}

  static Object of(SignIn signIn) {
    return switch (signIn) {
      case SignIn.Session session -> session(session);
      case SignIn.Challenge(String challenge, boolean setUp, long expiresIn) ->
          new Challenge(challenge, setUp ? "set-up" : "code", expiresIn);
    };
  }

  static Confirmed of(SecondStep.Confirmed confirmed) {
    SignIn.Session session = confirmed.session();
    return new Confirmed(confirmed.recoveryCodes(), session == null ? null : session(session));
  }

  private static Session session(SignIn.Session session) {
    return new Session(
        session.accessToken(),
        session.refreshToken(),
        session.expiresIn(),
        User.of(session.user()));
  }
}
