package io.lyceum.platform.database;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * A node's folder, held by one process at a time; remembers the embedded database's port and
 * password.
 */
final class DataDirectory implements AutoCloseable {
  static final String PASSWORD = "postgres.password";
  static final String PORT = "postgres.port";

  private final Path folder;
  private final FileChannel channel;

  private DataDirectory(Path folder, FileChannel channel) {
    this.folder = folder;
    this.channel = channel;
  }

  /**
   * Takes the folder. The lock goes with the process, however it ends.
   *
   * @throws DatabaseProblem when another process has it
   */
  static DataDirectory take(Path folder) throws IOException {
    Folders.create(folder);
    FileChannel channel =
        FileChannel.open(
            folder.resolve("lock"),
            StandardOpenOption.CREATE,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE);
    if (lock(channel) == null) {
      String holder = Files.readString(folder.resolve("lock")).strip();
      channel.close();
      throw new DatabaseProblem(
          "The data directory "
              + folder
              + " is in use by another node (process "
              + holder
              + "): stop it or choose another with LYCEUM_DATA_DIR.");
    }
    channel.truncate(0);
    channel.write(
        ByteBuffer.wrap(
            Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII)));
    return new DataDirectory(folder, channel);
  }

  private static @Nullable FileLock lock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }

  Path folder() {
    return folder;
  }

  Path cluster() {
    return folder.resolve("postgres");
  }

  Path passwordFile() {
    return folder.resolve(PASSWORD);
  }

  /** The superuser's password; generated when there is none. */
  String password() throws IOException {
    if (!Files.exists(passwordFile()) && Files.exists(cluster())) {
      throw new DatabaseProblem(
          "The file " + passwordFile() + " is missing; without it the database cannot be entered.");
    }
    return password(passwordFile());
  }

  /** The password in {@code file}; generated when there is none. */
  static String password(Path file) throws IOException {
    if (!Files.exists(file)) {
      byte[] random = new byte[32];
      new SecureRandom().nextBytes(random);
      Folders.writeSecret(file, HexFormat.of().formatHex(random));
    }
    return Files.readString(file).strip();
  }

  /** The port of last time, or another one when a stranger has taken it meanwhile. */
  int freePort() throws IOException {
    Path file = folder.resolve(PORT);
    int remembered = Files.exists(file) ? Integer.parseInt(Files.readString(file).strip()) : 0;
    int port = remembered != 0 && isFree(remembered) ? remembered : anyPort();
    Files.writeString(file, Integer.toString(port));
    return port;
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static int anyPort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
