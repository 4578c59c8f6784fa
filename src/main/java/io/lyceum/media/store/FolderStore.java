package io.lyceum.media.store;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;

/** Files in a folder, which all nodes see: of one machine, or mounted by each. */
public final class FolderStore implements MediaStore {
  private final Path folder;

  public FolderStore(Path folder) {
    this.folder = folder.toAbsolutePath().normalize();
  }

  @Override
  public void put(String name, Path file, String type) throws IOException {
    Path target = place(name);
    Path parent = Objects.requireNonNull(target.getParent());
    Files.createDirectories(parent);
    Path half = Files.createTempFile(parent, "half-", ".part");
    try {
      Files.copy(file, half, StandardCopyOption.REPLACE_EXISTING);
      Files.move(half, target, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(half);
    }
  }

  @Override
  public InputStream open(String name, long from, long length) throws IOException {
    InputStream stream = Files.newInputStream(place(name));
    try {
      stream.skipNBytes(from);
    } catch (IOException e) {
      stream.close();
      throw e;
    }
    return new Part(stream, length);
  }

  @Override
  public void delete(String name) throws IOException {
    Files.deleteIfExists(place(name));
  }

  /** Names come from ids; nothing outside the folder is reached by one, whatever it is. */
  private Path place(String name) throws IOException {
    Path place = folder.resolve(name).normalize();
    if (!place.startsWith(folder) || place.equals(folder)) {
      throw new IOException("no name of a file here");
    }
    return place;
  }

  /** The next so many bytes. */
  private static final class Part extends FilterInputStream {
    private long left;

    Part(InputStream in, long length) {
      super(in);
      this.left = length;
    }

    @Override
    public int read() throws IOException {
      int read = left > 0 ? super.read() : -1;
      left -= read < 0 ? 0 : 1;
      return read;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      if (left <= 0) {
        return -1;
      }
      int read = super.read(bytes, offset, (int) Math.min(length, left));
      left -= Math.max(0, read);
      return read;
    }
  }
}
