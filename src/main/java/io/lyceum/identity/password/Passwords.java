package io.lyceum.identity.password;

import com.password4j.Argon2Function;
import com.password4j.BcryptFunction;
import com.password4j.types.Argon2;
import io.lyceum.core.ErrorCode;
import io.lyceum.core.Rejection;
import io.lyceum.platform.http.Refusal;
import io.lyceum.platform.settings.IdentitySettings;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * Argon2id on a few threads of its own: a flood of sign-ins fills this queue and is then refused as
 * {@code rate_limited}; nothing else gets slower.
 */
public final class Passwords implements AutoCloseable {
  /** What came of a comparison. */
  public enum Verdict {
    WRONG,
    RIGHT,
    /** Right, and to be hashed anew: the way it is kept is no longer ours. */
    OUTDATED
  }

  /** OWASP's figures: 19 MiB, two passes, one lane. */
  private static final int MEMORY_KIB = 19_456;

  private static final int PASSES = 2;
  private static final int LANES = 1;
  private static final int LENGTH = 32;
  private static final int SALT = 16;

  /**
   * With fewer than 2^10 rounds it is as good as told; with more than 2^14 one sign-in takes
   * seconds.
   */
  private static final Pattern BCRYPT = Pattern.compile("\\$2[aby]\\$1[0-4]\\$[./A-Za-z0-9]{53}");

  /** What comes after them makes no difference to bcrypt, so a longer password proves nothing. */
  private static final int BCRYPT_READS = 72;

  private final Argon2Function argon =
      Argon2Function.getInstance(MEMORY_KIB, PASSES, LANES, LENGTH, Argon2.ID);
  private final ThreadPoolExecutor threads;
  private final CompletableFuture<String> decoy;

  public Passwords(IdentitySettings settings) {
    threads =
        new ThreadPoolExecutor(
            settings.hashingThreads(),
            settings.hashingThreads(),
            1,
            TimeUnit.MINUTES,
            new ArrayBlockingQueue<>(settings.hashingQueue()),
            Thread.ofPlatform().daemon().name("passwords-", 0).factory());
    decoy = submit(() -> hashNow("nobody's password"));
  }

  /** The hash to store, in PHC form. */
  public CompletionStage<String> hash(String password) {
    return submit(() -> hashNow(password));
  }

  /**
   * Whether {@code password} is the one stored; without a usable hash the answer is no and takes
   * just as long. Only a hash of bcrypt takes its own time, until it is replaced.
   */
  public CompletionStage<Verdict> check(String password, Optional<String> stored) {
    Optional<String> usable = stored.filter(hash -> isArgon(hash) || isBcrypt(hash));
    return decoy.thenCompose(
        nobody ->
            submit(
                () -> {
                  boolean equal = matches(password, usable.orElse(nobody));
                  return usable.filter(_ -> equal).map(this::verdict).orElse(Verdict.WRONG);
                }));
  }

  /** Whether another system's hash can be taken over, to be replaced at the next sign-in. */
  public static boolean isBcrypt(String hash) {
    return BCRYPT.matcher(hash).matches();
  }

  private static boolean isArgon(String hash) {
    return hash.startsWith("$argon2id$");
  }

  private static boolean matches(String password, String hash) {
    if (!isBcrypt(hash)) {
      return Argon2Function.getInstanceFromHash(hash).check(normal(password), hash);
    }
    boolean equal = BcryptFunction.getInstanceFromHash(hash).check(password, hash);
    return equal && password.getBytes(StandardCharsets.UTF_8).length <= BCRYPT_READS;
  }

  private Verdict verdict(String hash) {
    boolean current = isArgon(hash) && Argon2Function.getInstanceFromHash(hash).equals(argon);
    return current ? Verdict.RIGHT : Verdict.OUTDATED;
  }

  private String hashNow(String password) {
    byte[] salt = new byte[SALT];
    new SecureRandom().nextBytes(salt);
    return argon.hash(normal(password).getBytes(StandardCharsets.UTF_8), salt).getResult();
  }

  /** Two keyboards may spell the same character in two ways. */
  private static String normal(String password) {
    return Normalizer.normalize(password, Normalizer.Form.NFKC);
  }

  private <T> CompletableFuture<T> submit(Supplier<T> work) {
    try {
      return CompletableFuture.supplyAsync(work, threads);
    } catch (RejectedExecutionException e) {
      return CompletableFuture.failedFuture(
          new Refusal(
              new Rejection(ErrorCode.RATE_LIMITED, "Too many people sign in at once."), 1_000));
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
