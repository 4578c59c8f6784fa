package io.lyceum.platform.database;

import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import io.zonky.test.db.postgres.util.LinuxUtils;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * PostgreSQL's own programs, unpacked from the jar once.
 *
 * <p>Zonky's {@code EmbeddedPostgres} is not used: it knows only a superuser without password,
 * which would open the data to every account of the machine, and starts with fsync off.
 */
final class PostgresProgram {
  /** What a program said and how it ended. */
  record Outcome(int code, String output) {
    boolean succeeded() {
      return code == 0;
    }
  }

  /** The release in the jar; a new one is unpacked beside the old. */
  private static final String RELEASE = "17.6.0";

  private final Path home;

  private PostgresProgram(Path home) {
    this.home = home;
  }

  /** Unpacks below {@code folder} unless that has been done. */
  static PostgresProgram in(Path folder) throws IOException {
    Path home = folder.resolve("postgres-" + RELEASE);
    if (!Files.isDirectory(home)) {
      Path unfinished = folder.resolve("postgres-" + RELEASE + ".part");
      Folders.delete(unfinished);
      unpack(unfinished);
      Files.move(unfinished, home, StandardCopyOption.ATOMIC_MOVE);
    }
    return new PostgresProgram(home);
  }

  Outcome run(String program, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    // PostgreSQL refuses root; in a user namespace of its own root is nobody, and still the owner.
    if (LinuxUtils.isUnshareAvailable()) {
      command.addAll(List.of("unshare", "-U"));
    }
    command.add(home.resolve("bin").resolve(program).toString());
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectInput(ProcessBuilder.Redirect.PIPE)
            .start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      return new Outcome(process.waitFor(), output.strip());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while waiting for " + program, e);
    }
  }

  private static void unpack(Path target) throws IOException {
    try (InputStream packed =
            DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(system(), architecture());
        TarArchiveInputStream tar =
            new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(packed)))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        unpack(tar, entry, target.resolve(entry.getName()).normalize());
      }
    } catch (IllegalStateException e) {
      throw new DatabaseProblem(
          "There is no embedded PostgreSQL for "
              + system()
              + " "
              + architecture()
              + ": set LYCEUM_DATABASE_URL.",
          e);
    }
  }

  private static void unpack(TarArchiveInputStream tar, TarArchiveEntry entry, Path path)
      throws IOException {
    if (entry.isDirectory()) {
      Files.createDirectories(path);
      return;
    }
    Path folder = Objects.requireNonNull(path.getParent(), "an entry without a folder");
    Files.createDirectories(folder);
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
    } else if (entry.isLink()) {
      Files.copy(folder.resolve(Path.of(entry.getLinkName()).getFileName()), path);
    } else {
      Files.copy(tar, path);
      if ((entry.getMode() & 0100) != 0 && !path.toFile().setExecutable(true, false)) {
        throw new IOException("cannot make executable: " + path);
      }
    }
  }

  private static String system() {
    String name = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    return name.startsWith("mac") ? "Darwin" : name.startsWith("windows") ? "Windows" : "Linux";
  }

  private static String architecture() {
    String name = System.getProperty("os.arch", "");
    return name.equals("amd64") ? "x86_64" : name;
  }
}
