package io.lyceum.faults.defects;

import static net.bytebuddy.matcher.ElementMatchers.any;
import static net.bytebuddy.matcher.ElementMatchers.named;

import io.lyceum.hub.HeldBack;
import io.lyceum.topic.journal.AckTooEarly;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.file.Path;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.asm.AsmVisitorWrapper;
import net.bytebuddy.asm.MemberSubstitution;
import net.bytebuddy.dynamic.ClassFileLocator;
import net.bytebuddy.pool.TypePool;

/**
 * A bug of the server, made by rewriting one of its classes. The class file is laid before the
 * server's own on the class path, so the server itself knows no switch for it.
 */
public enum Defect {
  /** Answers are given when a command is decided, not when it is durable. */
  ACK_BEFORE_PERSIST("io.lyceum.topic.journal.BatchFold") {
    @Override
    AsmVisitorWrapper change() {
      return Advice.to(AckTooEarly.class).on(named("decide"));
    }
  },
  /** No defect in itself: lets a fault run set a node's clock wrong. */
  CLOCK_CAN_BE_SET("io.lyceum.Guardian") {
    @Override
    AsmVisitorWrapper change() {
      return MemberSubstitution.relaxed()
          .method(named("systemUTC"))
          .replaceWith(skewedClock())
          .on(any());
    }
  },
  /** An id that is known is decided anew. */
  IDS_FORGOTTEN("io.lyceum.topic.journal.BatchFold") {
    @Override
    AsmVisitorWrapper change() {
      return MemberSubstitution.relaxed()
          .method(named("isPresent"))
          .replaceWithConstant(false)
          .on(named("known"));
    }
  },
  /** Every second batch of events goes out before the one it follows. */
  FAN_OUT_REORDERED("io.lyceum.hub.Audiences") {
    @Override
    AsmVisitorWrapper change() {
      return Advice.to(HeldBack.class).on(named("publish"));
    }
  };

  private final String victim;

  private static Method skewedClock() {
    try {
      return SkewedClock.class.getMethod("systemUTC");
    } catch (NoSuchMethodException e) {
      throw new AssertionError(e);
    }
  }

  Defect(String victim) {
    this.victim = victim;
  }

  abstract AsmVisitorWrapper change();

  /** Writes the rewritten class below {@code folder}. */
  public Path plant(Path folder) {
    ClassLoader loader = Defect.class.getClassLoader();
    try (ClassFileLocator files = ClassFileLocator.ForClassLoader.of(loader)) {
      TypePool types = TypePool.Default.of(files);
      new ByteBuddy()
          .redefine(types.describe(victim).resolve(), files)
          .visit(change())
          .make()
          .saveIn(folder.toFile());
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
