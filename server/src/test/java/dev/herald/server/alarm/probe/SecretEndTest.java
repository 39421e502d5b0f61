package dev.herald.server.alarm.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretEndTest {
  /** Self-signed, of a key that was thrown away. */
  private static final String CERTIFICATE =
      """
      -----BEGIN CERTIFICATE-----
      MIIBkDCCATWgAwIBAgIUEwAZ0olS9BTVUYjKoQW2qr7kzsQwCgYIKoZIzj0EAwIw
      HTEbMBkGA1UEAwwSaGVyYWxkLmV4YW1wbGUuY29tMB4XDTI2MTIwMjAwMzUzNVoX
      DTM2MTEyOTAwMzUzNVowHTEbMBkGA1UEAwwSaGVyYWxkLmV4YW1wbGUuY29tMFkw
      EwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE4Sosgw0VvnqRq4U7zEIqdKCnSMZoe2iW
      hnZFS1sfZoA3kTtJ4MVqXN7cMmMteyPCWcMFmAb79CyXwl1hZZ83cKNTMFEwHQYD
      VR0OBBYEFC53u5Y2bTF/ZURtF8BkvKXgq5BKMB8GA1UdIwQYMBaAFC53u5Y2bTF/
      ZURtF8BkvKXgq5BKMA8GA1UdEwEB/wQFMAMBAf8wCgYIKoZIzj0EAwIDSQAwRgIh
      ALoPQZHizsAaXHYRRZlaQWYDnznEhZnKKbJ7I8ACCcEpAiEA13p3CggAJVYIRvq3
      LqaGzrKvPemCNL+QCNuh1oIVYAw=
      -----END CERTIFICATE-----
      """;

  private static String token(String claims) {
    return "eyJhbGciOiJub25lIn0."
        + Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(claims.getBytes(StandardCharsets.UTF_8))
        + ".signature";
  }

  @Test
  void aTokenSaysWhenItEnds() {
    assertThat(SecretEnd.of(token("{\"sub\": \"herald\", \"exp\": 1800000000}")))
        .contains(Instant.ofEpochSecond(1_800_000_000));
  }

  @Test
  void aCertificateSaysWhenItEndsAlsoBehindAKey() {
    assertThat(
            SecretEnd.of(
                "-----BEGIN PRIVATE KEY-----\nAA==\n-----END PRIVATE KEY-----\n" + CERTIFICATE))
        .contains(Instant.parse("2036-11-29T00:35:35Z"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "secret",
        "eyJhbGciOiJub25lIn0.bm90IGpzb24.x",
        "eyJhbGciOiJub25lIn0.e30.x",
        "eyJ..",
        "-----BEGIN CERTIFICATE-----\nrubbish",
        "eyJhbGciOiJub25lIn0.eyJleHAiOiAiZm9yZXZlciJ9.x",
        "eyJhbGciOiJub25lIn0.eyJleHAiOiA5OTk5OTk5OTk5OTk5OTl9.x"
      })
  void whatSaysNoEndHasNone(String secret) {
    assertThat(SecretEnd.of(secret)).isEmpty();
  }
}
