package io.lyceum.media.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/**
 * Keeps files under names such as {@code demo/c1/0b5….webm}. Blocking; the same for every node of a
 * cluster.
 */
public interface MediaStore {
  /** Keeps a copy of the file; under a name that is taken, in its place. Whole or not at all. */
  void put(String name, Path file, String type) throws IOException;

  /**
   * A part of a file, to be closed.
   *
   * @throws java.nio.file.NoSuchFileException when there is none
   */
  InputStream open(String name, long from, long length) throws IOException;

  /** Deleting what is not there does no harm. */
  void delete(String name) throws IOException;
}
