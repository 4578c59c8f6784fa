package io.lyceum.media.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lyceum.faults.stage.Shell;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The store in a bucket of another's server that speaks S3 (npm's s3rver, which knows keys but
 * checks no signature).
 */
class S3StoreTest {
  private static final Path SOURCES = Path.of("src", "test", "s3");
  private static final Path HOME = Path.of("target", "s3");

  private static final String SECRET = "S3RVER";

  @TempDir static Path folder;

  private static Process server;
  private static URI address;

  @BeforeAll
  static void start() throws IOException {
    boolean there =
        Arrays.stream(System.getenv("PATH").split(":", -1))
            .map(Path::of)
            .anyMatch(
                place ->
                    Files.isExecutable(place.resolve("node"))
                        && Files.isExecutable(place.resolve("npm")));
    if (!there && "required".equals(System.getenv("MEDIA_TESTS"))) {
      throw new AssertionError("MEDIA_TESTS=required, but node and npm are not installed");
    }
    Assumptions.assumeTrue(there, "Skipped: node and npm are not installed");
    Files.createDirectories(HOME);
    for (String file : new String[] {"server.js", "package.json", "package-lock.json"}) {
      Files.copy(SOURCES.resolve(file), HOME.resolve(file), StandardCopyOption.REPLACE_EXISTING);
    }
    if (!Files.isDirectory(HOME.resolve("node_modules"))) {
      Shell.run("npm", "ci", "--prefix", HOME.toString(), "--ignore-scripts", "--no-fund");
    }
    server =
        new ProcessBuilder("node", HOME.resolve("server.js").toString(), folder.toString())
            .redirectError(HOME.resolve("server.log").toFile())
            .start();
    BufferedReader out = server.inputReader(StandardCharsets.UTF_8);
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      if (line.startsWith("ready ")) {
        address = URI.create("http://127.0.0.1:" + line.substring("ready ".length()));
        return;
      }
    }
    throw new AssertionError("the server did not start, see " + HOME + "/server.log");
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.destroyForcibly();
    }
  }

  @Test
  void what_is_put_is_read_in_pieces_and_deleted() throws IOException {
    MediaStore store = new S3Store(settings("S3RVER"));
    Path file = Files.writeString(folder.resolve("text"), "0123456789");
    store.put("demo/class/c1/p1", file, "video/webm");
    store.put("demo/class/c1/p1", file, "video/webm");
    try (InputStream all = store.open("demo/class/c1/p1", 0, 10)) {
      assertThat(all).hasContent("0123456789");
    }
    try (InputStream piece = store.open("demo/class/c1/p1", 3, 4)) {
      assertThat(piece).hasContent("3456");
    }
    store.delete("demo/class/c1/p1");
    store.delete("demo/class/c1/p1");
    assertThatThrownBy(() -> store.open("demo/class/c1/p1", 0, 1))
        .isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void a_bucket_that_does_not_know_us_refuses_and_the_secret_is_not_told() throws IOException {
    Path file = Files.writeString(folder.resolve("other"), "0");
    MediaStore stranger = new S3Store(settings("SOMEBODY"));
    assertThatThrownBy(() -> stranger.put("x", file, "video/webm"))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("the bucket refuses")
        .hasMessageNotContaining("secret");
    assertThat(settings("SOMEBODY").toString()).doesNotContain(SECRET);
  }

  private static StoreSettings.S3 settings(String accessKey) {
    return new StoreSettings.S3(
        Optional.of(address), "eu-central-1", "recordings", accessKey, SECRET);
  }
}
