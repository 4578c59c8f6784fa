package io.lyceum.platform.settings;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Who proves to be a node of this cluster, as PEM files. They are read again while the node runs,
 * so that certificates can be replaced without a restart.
 *
 * @param ca the certificate of the authority that signed every node's
 * @param certificate this node's own
 * @param key its private key, RSA, without a password
 */
public record ClusterTls(Path ca, Path certificate, Path key) {
  static final String CA = "lyceum.cluster.tls.ca";
  private static final String CERTIFICATE = "lyceum.cluster.tls.certificate";
  private static final String KEY = "lyceum.cluster.tls.key";
  private static final String ENGINE = "pekko.remote.artery.ssl.rotating-keys-engine.";

  /** Empty when none of the three is set; one that is missing or does not fit is refused. */
  static Optional<ClusterTls> read(SettingReader reader) {
    List<String> settings = List.of(CA, CERTIFICATE, KEY);
    List<String> missing =
        settings.stream().filter(setting -> reader.optionalText(setting).isBlank()).toList();
    if (missing.size() == settings.size()) {
      return Optional.empty();
    }
    if (!missing.isEmpty()) {
      throw reader.malformed(missing.getFirst(), "is missing: TLS needs ca, certificate and key");
    }
    ClusterTls tls = new ClusterTls(reader.file(CA), reader.file(CERTIFICATE), reader.file(KEY));
    TlsFiles files = new TlsFiles(reader);
    files.check(CA, tls.ca(), CERTIFICATE, tls.certificate());
    files.checkKey(KEY, tls.key(), CERTIFICATE, tls.certificate());
    return Optional.of(tls);
  }

  Map<String, Object> artery() {
    return Map.of(
        "pekko.remote.artery.transport",
        "tls-tcp",
        ENGINE + "ca-cert-file",
        ca.toString(),
        ENGINE + "cert-file",
        certificate.toString(),
        ENGINE + "key-file",
        key.toString());
  }
}
