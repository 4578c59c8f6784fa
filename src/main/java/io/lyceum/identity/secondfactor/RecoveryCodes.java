package io.lyceum.identity.secondfactor;

import io.lyceum.core.UserId;
import io.lyceum.identity.Secret;
import java.security.SecureRandom;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/** Ten codes of 80 random bits for who has lost the authenticator, each good once. */
final class RecoveryCodes {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int COUNT = 10;
  private static final int BYTES = 10;

  private RecoveryCodes() {}

  /** New ones in place of all before; told only now. */
  static List<String> renew(Handle handle, UserId person) {
    handle.execute("delete from recovery_code where person = ?", person.value());
    List<String> codes = Stream.generate(RecoveryCodes::fresh).limit(COUNT).toList();
    for (String code : codes) {
      handle.execute(
          "insert into recovery_code (person, hash) values (?, ?)", person.value(), hash(code));
    }
    return codes;
  }

  /** Whether it was one of theirs; it is none any more. */
  static boolean spend(Handle handle, UserId person, String code) {
    return handle.execute(
            "delete from recovery_code where person = ? and hash = ?", person.value(), hash(code))
        > 0;
  }

  static int left(Handle handle, UserId person) {
    return handle
        .select("select count(*) from recovery_code where person = ?", person.value())
        .mapTo(Integer.class)
        .one();
  }

  private static String fresh() {
    byte[] bytes = new byte[BYTES];
    RANDOM.nextBytes(bytes);
    return String.join("-", Base32.encode(bytes).split("(?<=\\G.{4})"));
  }

  /** However it is typed: small letters, other gaps. */
  private static byte[] hash(String code) {
    return new Secret(code.toUpperCase(Locale.ROOT).replaceAll("[\\s-]", "")).hash();
  }
}
