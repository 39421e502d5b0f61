package dev.herald.server.alarm.probe;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** When a secret ends that says so itself: a certificate, or a token in the form of a JWT. */
final class SecretEnd {
  private static final String CERTIFICATE = "-----BEGIN CERTIFICATE-----";
  private static final Pattern JWT = Pattern.compile("eyJ[\\w-]+\\.[\\w-]+\\.[\\w-]*");
  private static final long LAST_SECOND = 253_402_300_799L;

  private SecretEnd() {}

  /** Empty when it does not say. */
  static Optional<Instant> of(String secret) {
    if (secret.contains(CERTIFICATE)) {
      return ofCertificate(secret.substring(secret.indexOf(CERTIFICATE)));
    }
    String token = secret.strip();
    return JWT.matcher(token).matches() ? ofToken(token) : Optional.empty();
  }

  private static Optional<Instant> ofCertificate(String pem) {
    try {
      X509Certificate certificate =
          (X509Certificate)
              CertificateFactory.getInstance("X.509")
                  .generateCertificate(
                      new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)));
      return Optional.of(certificate.getNotAfter().toInstant());
    } catch (CertificateException _) {
      return Optional.empty();
    }
  }

  private static Optional<Instant> ofToken(String token) {
    try {
      byte[] claims = Base64.getUrlDecoder().decode(token.split("\\.", 3)[1]);
      JsonNode end = JsonMapper.shared().readTree(claims).path("exp");
      return end.isNumber() && end.asLong() > 0 && end.asLong() <= LAST_SECOND
          ? Optional.of(Instant.ofEpochSecond(end.asLong()))
          : Optional.empty();
    } catch (IllegalArgumentException | JacksonException _) {
      return Optional.empty();
    }
  }
}
