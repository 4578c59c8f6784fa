package io.lyceum.media.store;

import io.lyceum.platform.settings.SettingReader;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * {@code lyceum.media.store} in {@code media.conf}.
 *
 * @param folder unless there is a bucket
 */
public record StoreSettings(Path folder, Optional<S3> s3) {
  private static final String SECTION = "lyceum.media.store.";
  private static final Pattern URL = Pattern.compile("https?://[^\\s/?#]+");
  private static final Pattern REGION = Pattern.compile("[a-z0-9-]{1,40}");

  /**
   * A bucket.
   *
   * @param endpoint empty: Amazon's own
   * @param accessKey empty: what the machine is given by its surroundings, with the secret
   */
  public record S3(
      Optional<URI> endpoint, String region, String bucket, String accessKey, String secretKey) {
    /** Without the keys. */
    @Override
    public String toString() {
      return "bucket " + bucket;
    }
  }

  /**
   * Reads {@code lyceum.media.store}.
   *
   * @param data where a node keeps what belongs to it; there, unless the settings name a folder
   * @throws io.lyceum.platform.settings.SettingsProblem when one is malformed
   */
  public static StoreSettings read(SettingReader reader, Path data) {
    String folder = reader.optionalText(SECTION + "folder");
    return new StoreSettings(
        folder.isBlank() ? data.resolve("recordings") : Path.of(folder), s3(reader));
  }

  private static Optional<S3> s3(SettingReader reader) {
    String bucket = reader.optionalText(SECTION + "s3.bucket");
    if (bucket.isBlank()) {
      return Optional.empty();
    }
    String endpoint = reader.optionalText(SECTION + "s3.endpoint");
    if (!endpoint.isBlank() && !URL.matcher(endpoint).matches()) {
      throw reader.malformed(SECTION + "s3.endpoint", "must be http(s)://host[:port]");
    }
    String accessKey = reader.optionalText(SECTION + "s3.access-key");
    String secretKey = reader.optionalText(SECTION + "s3.secret-key");
    if (accessKey.isBlank() != secretKey.isBlank()) {
      throw reader.malformed(SECTION + "s3.secret-key", "belongs to an access-key");
    }
    return Optional.of(
        new S3(
            endpoint.isBlank() ? Optional.empty() : Optional.of(URI.create(endpoint)),
            reader.text(SECTION + "s3.region", REGION, "a region's name"),
            bucket,
            accessKey,
            secretKey));
  }

  public MediaStore open() {
    return s3.<MediaStore>map(S3Store::new).orElseGet(() -> new FolderStore(folder));
  }
}
