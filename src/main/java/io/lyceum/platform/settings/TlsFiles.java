package io.lyceum.platform.settings;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAKey;
import org.apache.pekko.pki.pem.DERPrivateKeyLoader;
import org.apache.pekko.pki.pem.PEMDecoder;
import org.apache.pekko.pki.pem.PEMLoadingException;

/**
 * Whether certificate and key fit together. Found out at the start, in one line: later it would be
 * a node that nobody can talk to.
 */
final class TlsFiles {
  private final SettingReader reader;

  TlsFiles(SettingReader reader) {
    this.reader = reader;
  }

  /** The node's certificate is valid now and signed by the authority. */
  void check(String caSetting, Path ca, String setting, Path certificate) {
    X509Certificate authority = certificate(caSetting, ca);
    X509Certificate node = certificate(setting, certificate);
    try {
      node.checkValidity();
    } catch (CertificateException e) {
      throw reader.malformed(setting, "is not valid now: " + e.getMessage());
    }
    try {
      node.verify(authority.getPublicKey());
    } catch (GeneralSecurityException e) {
      throw reader.malformed(setting, "must be signed by the authority in " + caSetting);
    }
  }

  /** The key is the certificate's, of a form the transport can read. */
  void checkKey(String setting, Path key, String certificateSetting, Path certificate) {
    String expected = "must be the RSA key of " + certificateSetting + " in PEM, not encrypted";
    try {
      PrivateKey own = DERPrivateKeyLoader.load(PEMDecoder.decode(Files.readString(key)));
      boolean fits =
          own instanceof RSAKey mine
              && certificate(certificateSetting, certificate).getPublicKey() instanceof RSAKey its
              && mine.getModulus().equals(its.getModulus());
      if (!fits) {
        throw reader.malformed(setting, expected);
      }
    } catch (IOException | PEMLoadingException e) {
      throw reader.malformed(setting, expected);
    }
  }

  private X509Certificate certificate(String setting, Path file) {
    try {
      byte[] pem = Files.readAllBytes(file);
      return (X509Certificate)
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(pem));
    } catch (IOException | CertificateException e) {
      throw reader.malformed(setting, "must be a certificate in PEM");
    }
  }
}
