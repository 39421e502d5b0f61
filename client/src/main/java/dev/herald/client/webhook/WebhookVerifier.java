package dev.herald.client.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Checks a webhook's signature and age.
 *
 * <pre>{@code
 * WebhookVerifier verifier = WebhookVerifier.of("whsec_…");
 * Webhook webhook = verifier.verify(request::getHeader, body);   // throws when it is not Herald's
 * }</pre>
 *
 * The body must be the text as received: JSON that was parsed and written again has another
 * signature.
 */
public final class WebhookVerifier {
  private static final String HMAC = "HmacSHA256";
  private static final String VERSION = "v1,";
  private static final String PREFIX = "whsec_";
  private static final Duration TOLERANCE = Duration.ofMinutes(5);

  private final List<SecretKeySpec> secrets;
  private final Duration tolerance;
  private final Clock clock;

  private WebhookVerifier(List<SecretKeySpec> secrets, Duration tolerance, Clock clock) {
    this.secrets = secrets;
    this.tolerance = tolerance;
    this.clock = clock;
  }

  /**
   * @param secrets as they are set in Herald's source; two during a rotation
   * @throws IllegalArgumentException when one is not Base64, with or without {@code whsec_}
   */
  public static WebhookVerifier of(String... secrets) {
    List<SecretKeySpec> keys =
        Stream.of(secrets)
            .flatMap(each -> Stream.of(each.strip().split("\\s+")))
            .map(WebhookVerifier::key)
            .toList();
    if (keys.isEmpty()) {
      throw new IllegalArgumentException("a verifier has a secret");
    }
    return new WebhookVerifier(keys, TOLERANCE, Clock.systemUTC());
  }

  private static SecretKeySpec key(String secret) {
    String base64 = secret.startsWith(PREFIX) ? secret.substring(PREFIX.length()) : secret;
    byte[] bytes = Base64.getDecoder().decode(base64);
    if (bytes.length == 0) {
      throw new IllegalArgumentException("the secret is empty");
    }
    return new SecretKeySpec(bytes, HMAC);
  }

  /**
   * @param time how old a webhook may be, or ahead of this machine's clock; 5 minutes by default
   */
  public WebhookVerifier withTolerance(Duration time) {
    return new WebhookVerifier(secrets, time, clock);
  }

  WebhookVerifier withClock(Clock other) {
    return new WebhookVerifier(secrets, tolerance, other);
  }

  /**
   * @param headers gives a header's value by its name, or null
   * @param body as received
   * @throws WebhookException when it is not signed with a secret, or is too old
   */
  public Webhook verify(Function<String, @Nullable String> headers, String body) {
    String id = header(headers, "webhook-id");
    String timestamp = header(headers, "webhook-timestamp");
    String signatures = header(headers, "webhook-signature");
    Instant at = time(timestamp);
    byte[] signed = (id + "." + timestamp + "." + body).getBytes(UTF_8);
    if (secrets.stream().noneMatch(secret -> isAmong(signatures, sign(secret, signed)))) {
      throw new WebhookException("no signature fits");
    }
    if (Duration.between(at, clock.instant()).abs().compareTo(tolerance) > 0) {
      throw new WebhookException("it was signed at %s, too far from now".formatted(at));
    }
    return new Webhook(id, at, body);
  }

  private static String header(Function<String, @Nullable String> headers, String name) {
    String value = headers.apply(name);
    if (value == null || value.isBlank()) {
      throw new WebhookException("the header %s is missing".formatted(name));
    }
    return value;
  }

  private static Instant time(String seconds) {
    try {
      return Instant.ofEpochSecond(Long.parseLong(seconds.strip()));
    } catch (NumberFormatException | java.time.DateTimeException senseless) {
      throw new WebhookException("the header webhook-timestamp has no seconds");
    }
  }

  private static byte[] sign(SecretKeySpec secret, byte[] text) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(secret);
      return Base64.getEncoder().encode(mac.doFinal(text));
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException("every JDK has " + HMAC, missing);
    }
  }

  /** Each one is compared in full, so that the time taken tells nothing. */
  private static boolean isAmong(String signatures, byte[] right) {
    boolean found = false;
    for (String each : signatures.strip().split("\\s+")) {
      if (each.startsWith(VERSION)) {
        byte[] given = each.substring(VERSION.length()).getBytes(UTF_8);
        found |= MessageDigest.isEqual(given, right);
      }
    }
    return found;
  }
}
