package dev.herald.sandbox.sms;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.herald.sandbox.account.Signing;
import dev.herald.sandbox.http.Request;
import dev.herald.sandbox.outbox.SignatureCheck;
import dev.herald.sandbox.standin.Incoming;
import java.net.URLEncoder;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Alibaba Cloud's signatures of one request: ACS3-HMAC-SHA256 in a header, or the older one of RPC
 * style, HMAC-SHA1 in the query.
 */
final class Acs3Signature {
  private static final long CLOCK_TOLERANCE = Duration.ofMinutes(15).toSeconds();
  private static final Pattern AUTHORIZATION =
      Pattern.compile(
          "ACS3-HMAC-SHA256 Credential=([^, ]+), ?SignedHeaders=([a-z0-9;-]+), ?"
              + "Signature=([0-9a-f]{64})");

  private Acs3Signature() {}

  /** Who says to have signed; empty when nobody does. */
  static String accessKey(Incoming in) {
    Matcher matcher = AUTHORIZATION.matcher(in.header("authorization"));
    return matcher.matches() ? matcher.group(1) : in.query("AccessKeyId");
  }

  static SignatureCheck check(Incoming in, Set<String> secrets, Instant now) {
    Matcher matcher = AUTHORIZATION.matcher(in.header("authorization"));
    if (matcher.matches()) {
      return checkHeader(in, matcher.group(2), matcher.group(3), secrets, now);
    }
    return in.query("Signature").isEmpty() ? SignatureCheck.MISSING : checkQuery(in, secrets, now);
  }

  private static SignatureCheck checkHeader(
      Incoming in, String signedHeaders, String signature, Set<String> secrets, Instant now) {
    Request request = in.request();
    String hash = Signing.sha256Hex(request.body());
    List<String> signed = List.of(signedHeaders.split(";"));
    if (!signed.containsAll(List.of("host", "x-acs-action", "x-acs-date"))
        || !hash.equals(in.header("x-acs-content-sha256"))) {
      return SignatureCheck.WRONG;
    }
    String headers =
        signed.stream()
            .map(name -> name + ":" + in.header(name).strip() + "\n")
            .collect(Collectors.joining());
    String canonical =
        String.join(
            "\n",
            request.method(),
            request.path(),
            canonicalQuery(request.query(), Set.of()),
            headers,
            signedHeaders,
            hash);
    String toSign = "ACS3-HMAC-SHA256\n" + Signing.sha256Hex(Signing.bytes(canonical));
    return stale(in.header("x-acs-date"), now)
        ? SignatureCheck.STALE
        : SignatureCheck.against(
            secrets,
            secret ->
                signature.equals(Signing.hex(Signing.hmacSha256(Signing.bytes(secret), toSign))));
  }

  private static SignatureCheck checkQuery(Incoming in, Set<String> secrets, Instant now) {
    Request request = in.request();
    String parameters = canonicalQuery(request.query(), Set.of("Signature"));
    String toSign = request.method() + "&%2F&" + encoded(parameters);
    return stale(in.query("Timestamp"), now)
        ? SignatureCheck.STALE
        : SignatureCheck.against(
            secrets,
            secret ->
                in.query("Signature")
                    .equals(Signing.base64(Signing.hmacSha1(secret + "&", toSign))));
  }

  private static boolean stale(String time, Instant now) {
    Instant then = instant(time);
    return then == null || Duration.between(then, now).abs().toSeconds() > CLOCK_TOLERANCE;
  }

  private static @Nullable Instant instant(String time) {
    try {
      return Instant.parse(time);
    } catch (DateTimeParseException notOne) {
      return null;
    }
  }

  private static String canonicalQuery(String query, Set<String> without) {
    TreeMap<String, String> sorted = new TreeMap<>();
    Stream.of(query.split("&"))
        .filter(pair -> !pair.isEmpty())
        .map(pair -> pair.split("=", 2))
        .forEach(pair ->
            sorted.put(
                encoded(Request.decoded(pair[0])),
                pair.length == 2 ? encoded(Request.decoded(pair[1])) : ""));
    sorted.keySet().removeAll(without);
    return sorted.entrySet().stream()
        .map(pair -> pair.getKey() + "=" + pair.getValue())
        .collect(Collectors.joining("&"));
  }

  /** Percent-encoded as RFC 3986 has it. */
  private static String encoded(String text) {
    return URLEncoder.encode(text, UTF_8)
        .replace("+", "%20")
        .replace("*", "%2A")
        .replace("%7E", "~");
  }
}
