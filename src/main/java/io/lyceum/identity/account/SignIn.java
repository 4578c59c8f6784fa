package io.lyceum.identity.account;

import io.lyceum.identity.Person;

/** What a right password gives. */
public sealed interface SignIn {
  /**
   * The person is in.
   *
   * @param expiresIn seconds the access token is good for
   */
  record Session(String accessToken, String refreshToken, long expiresIn, Person user)
      implements SignIn {}

  /**
   * A second factor is asked for.
   *
   * @param setUp whether there is none yet and the account may do nothing before it has one
   * @param expiresIn seconds the challenge is good for
   */
  record Challenge(String challenge, boolean setUp, long expiresIn) implements SignIn {}
}
