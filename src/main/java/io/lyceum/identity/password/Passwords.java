package io.lyceum.identity.password;

import com.password4j.Argon2Function;
import com.password4j.BcryptFunction;
import com.password4j.types.Argon2;
import com.password4j.types.Bcrypt;
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
import java.util.concurrent.atomic.AtomicLong;
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

  /** What other systems use as a rule, as a power of two. */
  private static final int USUAL_ROUNDS = 12;

  private static final int LEAST_ROUNDS = 10;

  /** Whatever this machine was busy with when it was measured. */
  private static final long LONGEST_NO = TimeUnit.SECONDS.toNanos(1);

  private record Compared(Verdict verdict, long begun) {}

  private final Argon2Function argon =
      Argon2Function.getInstance(MEMORY_KIB, PASSES, LANES, LENGTH, Argon2.ID);
  private final ThreadPoolExecutor threads;
  private final CompletableFuture<String> decoy;

  /** How long a no takes at least, in nanoseconds. */
  private final AtomicLong wrongTakes = new AtomicLong();

  public Passwords(IdentitySettings settings) {
    threads =
        new ThreadPoolExecutor(
            settings.hashingThreads(),
            settings.hashingThreads(),
            1,
            TimeUnit.MINUTES,
            new ArrayBlockingQueue<>(settings.hashingQueue()),
            Thread.ofPlatform().daemon().name("passwords-", 0).factory());
    decoy =
        submit(
            () -> {
              wrongTakes.set(usualTime());
              return hashNow("nobody's password");
            });
  }

  /** Measured with fewer rounds, for it keeps a node that starts waiting. */
  private static long usualTime() {
    long begun = System.nanoTime();
    BcryptFunction.getInstance(Bcrypt.B, LEAST_ROUNDS).hash("nobody's password");
    return Math.min(LONGEST_NO, (System.nanoTime() - begun) << (USUAL_ROUNDS - LEAST_ROUNDS));
  }

  /** The hash to store, in PHC form. */
  public CompletionStage<String> hash(String password) {
    return submit(() -> hashNow(password));
  }

  /**
   * Whether {@code password} is the one stored; without a usable hash the answer is no. A no takes
   * the same time whatever is stored, as long as bcrypt of 2^12 rounds takes here: who guesses does
   * not learn whose account came from another system, and is not yet replaced.
   */
  public CompletionStage<Verdict> check(String password, Optional<String> stored) {
    Optional<String> usable = stored.filter(hash -> isArgon(hash) || isBcrypt(hash));
    return decoy
        .thenCompose(nobody -> submit(() -> compare(password, usable, nobody)))
        .thenCompose(this::inTime);
  }

  private Compared compare(String password, Optional<String> usable, String nobody) {
    long begun = System.nanoTime();
    boolean equal = matches(password, usable.orElse(nobody));
    usable
        .filter(hash -> isBcrypt(hash) && rounds(hash) >= USUAL_ROUNDS)
        .ifPresent(_ -> wrongTakes.accumulateAndGet(System.nanoTime() - begun, Passwords::learn));
    return new Compared(usable.filter(_ -> equal).map(this::verdict).orElse(Verdict.WRONG), begun);
  }

  /** A no waits, without a thread. */
  private CompletionStage<Verdict> inTime(Compared compared) {
    long left = wrongTakes.get() - (System.nanoTime() - compared.begun());
    CompletableFuture<Verdict> answer = new CompletableFuture<>();
    return compared.verdict() == Verdict.WRONG && left > 0
        ? answer.completeOnTimeout(Verdict.WRONG, left, TimeUnit.NANOSECONDS)
        : CompletableFuture.completedFuture(compared.verdict());
  }

  /** The longest counts, and is forgotten by and by: this machine may only have been busy. */
  private static long learn(long before, long now) {
    return Math.min(LONGEST_NO, Math.max(now, before - (before - now) / 16));
  }

  private static int rounds(String bcrypt) {
    return Integer.parseInt(bcrypt.substring(4, 6));
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
