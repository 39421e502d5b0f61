package dev.herald.sandbox.sms;

import dev.herald.sandbox.account.Signing;
import dev.herald.sandbox.http.Request;
import dev.herald.sandbox.outbox.SignatureCheck;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Tencent Cloud's TC3-HMAC-SHA256 signature of one request to the SMS service.
 *
 * @param secretId who says to have signed
 */
record Tc3Signature(String secretId, String date, String signedHeaders, String signature) {
  private static final long CLOCK_TOLERANCE = Duration.ofMinutes(5).toSeconds();
  private static final Pattern AUTHORIZATION =
      Pattern.compile(
          "TC3-HMAC-SHA256 Credential=([^/, ]+)/(\\d{4}-\\d{2}-\\d{2})/sms/tc3_request, ?"
              + "SignedHeaders=([a-z0-9;-]+), ?Signature=([0-9a-f]{64})");

  /** Null when the request has no signature that could be read. */
  static @Nullable Tc3Signature of(Request request) {
    String header = request.header("authorization");
    Matcher matcher = AUTHORIZATION.matcher(header == null ? "" : header);
    return matcher.matches()
        ? new Tc3Signature(matcher.group(1), matcher.group(2), matcher.group(3), matcher.group(4))
        : null;
  }

  SignatureCheck check(Request request, Set<String> secretKeys, Instant now) {
    long timestamp = timestamp(request);
    if (Math.abs(now.getEpochSecond() - timestamp) > CLOCK_TOLERANCE) {
      return SignatureCheck.STALE;
    }
    List<String> signed = List.of(signedHeaders.split(";"));
    String day = Instant.ofEpochSecond(timestamp).atOffset(ZoneOffset.UTC).toLocalDate().toString();
    if (!day.equals(date) || !signed.containsAll(List.of("content-type", "host"))) {
      return SignatureCheck.WRONG;
    }
    String toSign = stringToSign(request, timestamp);
    return SignatureCheck.against(secretKeys, key -> signature.equals(sign(key, toSign)));
  }

  private static long timestamp(Request request) {
    String header = request.header("x-tc-timestamp");
    return header != null && header.matches("\\d{1,12}") ? Long.parseLong(header) : 0;
  }

  private String stringToSign(Request request, long timestamp) {
    return "TC3-HMAC-SHA256\n%d\n%s/sms/tc3_request\n%s"
        .formatted(timestamp, date, Signing.sha256Hex(Signing.bytes(canonical(request))));
  }

  private String canonical(Request request) {
    StringBuilder text = new StringBuilder(256);
    text.append(request.method()).append('\n').append(request.path()).append('\n');
    text.append(request.query()).append('\n');
    for (String name : signedHeaders.split(";")) {
      String value = request.header(name);
      text.append(name).append(':');
      text.append(value == null ? "" : value.strip().toLowerCase(Locale.ROOT)).append('\n');
    }
    text.append('\n').append(signedHeaders).append('\n');
    return text.append(Signing.sha256Hex(request.body())).toString();
  }

  private String sign(String secretKey, String toSign) {
    byte[] day = Signing.hmacSha256(Signing.bytes("TC3" + secretKey), date);
    byte[] key = Signing.hmacSha256(Signing.hmacSha256(day, "sms"), "tc3_request");
    return HexFormat.of().formatHex(Signing.hmacSha256(key, toSign));
  }
}
