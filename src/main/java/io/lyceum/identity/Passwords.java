package io.lyceum.identity;

import com.password4j.Argon2Function;
import com.password4j.types.Argon2;
import io.lyceum.core.ErrorCode;
import io.lyceum.core.Rejection;
import io.lyceum.platform.http.Refusal;
import io.lyceum.platform.settings.IdentitySettings;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Argon2id on a few threads of its own: a flood of sign-ins fills this queue and is then refused as
 * {@code rate_limited}; nothing else gets slower.
 */
public final class Passwords implements AutoCloseable {
  /** OWASP's figures: 19 MiB, two passes, one lane. */
  private static final int MEMORY_KIB = 19_456;

  private static final int PASSES = 2;
  private static final int LANES = 1;
  private static final int LENGTH = 32;
  private static final int SALT = 16;

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
   * just as long.
   */
  public CompletionStage<Boolean> matches(String password, Optional<String> stored) {
    Optional<String> usable = stored.filter(hash -> hash.startsWith("$argon2id$"));
    return decoy.thenCompose(
        nobody ->
            submit(
                () -> {
                  String hash = usable.orElse(nobody);
                  boolean equal = Argon2Function.getInstanceFromHash(hash).check(password, hash);
                  return equal && usable.isPresent();
                }));
  }

  private String hashNow(String password) {
    byte[] salt = new byte[SALT];
    new SecureRandom().nextBytes(salt);
    return argon.hash(password.getBytes(java.nio.charset.StandardCharsets.UTF_8), salt).getResult();
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
