package dev.herald.channels.auth;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.herald.channels.expression.Scope;
import dev.herald.channels.expression.Shape;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class JwtTest {
  private static final Instant NOW = Instant.ofEpochSecond(1767323045);
  private static final Scope NOTHING = Scope.of(Map.of());

  @Test
  void apnsIsGivenARawSignatureOf64Bytes() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    KeyPair keys = generator.generateKeyPair();

    String[] parts =
        jwt(Jwt.Algorithm.ES256, pem(keys), Map.of("kid", text("KEYID12345")), null)
            .signed(NOTHING, NOW)
            .split("\\.");

    assertThat(json(parts[0]))
        .isEqualTo(read("{\"alg\":\"ES256\",\"typ\":\"JWT\",\"kid\":\"KEYID12345\"}"));
    assertThat(json(parts[1])).isEqualTo(read("{\"iss\":\"TEAMID1234\",\"iat\":1767323045}"));
    assertThat(decoded(parts[2])).hasSize(64);
    Signature check = Signature.getInstance("SHA256withECDSAinP1363Format");
    check.initVerify(keys.getPublic());
    check.update((parts[0] + "." + parts[1]).getBytes(UTF_8));
    assertThat(check.verify(decoded(parts[2]))).isTrue();
  }

  @Test
  void googleIsGivenAnEndAndAnRsaSignature() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    KeyPair keys = generator.generateKeyPair();
    String asInAJsonFile = pem(keys).replace("\n", "\\n");

    String[] parts =
        jwt(Jwt.Algorithm.RS256, asInAJsonFile, Map.of(), Duration.ofHours(1))
            .signed(NOTHING, NOW)
            .split("\\.");

    assertThat(json(parts[1]))
        .isEqualTo(read("{\"iss\":\"TEAMID1234\",\"iat\":1767323045,\"exp\":1767326645}"));
    Signature check = Signature.getInstance("SHA256withRSA");
    check.initVerify(keys.getPublic());
    check.update((parts[0] + "." + parts[1]).getBytes(UTF_8));
    assertThat(check.verify(decoded(parts[2]))).isTrue();
  }

  @Test
  void aKeyThatIsNoneIsToldWithoutShowingIt() {
    Jwt jwt = jwt(Jwt.Algorithm.ES256, "c2VjcmV0LWtleQ==", Map.of(), null);

    assertThatThrownBy(() -> jwt.signed(NOTHING, NOW))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("PKCS#8")
        .hasMessageNotContaining("c2VjcmV0");
  }

  private static Jwt jwt(
      Jwt.Algorithm algorithm, String key, Map<String, Shape> header, @Nullable Duration lives) {
    return new Jwt(
        algorithm,
        text(key),
        new Shape.Members(header),
        new Shape.Members(Map.of("iss", text("TEAMID1234"))),
        lives);
  }

  private static String pem(KeyPair keys) {
    return "-----BEGIN PRIVATE KEY-----\n"
        + Base64.getMimeEncoder().encodeToString(keys.getPrivate().getEncoded())
        + "\n-----END PRIVATE KEY-----\n";
  }

  private static Shape text(String text) {
    return new Shape.Constant(text);
  }

  private static JsonNode json(String part) {
    return read(new String(decoded(part), UTF_8));
  }

  private static JsonNode read(String json) {
    return JsonMapper.shared().readTree(json);
  }

  private static byte[] decoded(String part) {
    return Base64.getUrlDecoder().decode(part);
  }
}
