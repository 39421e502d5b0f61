package dev.herald.sandbox.webhook;

import dev.herald.sandbox.account.Signing;
import dev.herald.sandbox.http.Reply;
import dev.herald.sandbox.outbox.ReceivedContent;
import dev.herald.sandbox.outbox.SignatureCheck;
import dev.herald.sandbox.standin.Backing;
import dev.herald.sandbox.standin.Codes;
import dev.herald.sandbox.standin.Endpoint;
import dev.herald.sandbox.standin.HttpCall;
import dev.herald.sandbox.standin.Incoming;
import dev.herald.sandbox.standin.Json;
import dev.herald.sandbox.standin.Provider;
import dev.herald.sandbox.standin.Refusal;
import dev.herald.sandbox.standin.Repeats;
import dev.herald.sandbox.standin.Sent;
import dev.herald.sandbox.standin.StandIn;
import dev.herald.sandbox.standin.Verdict;
import java.time.Duration;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Whatever receiver stands at a host that is no provider's: it follows Standard Webhooks. */
final class Webhook {
  private static final String NAME = "webhook";
  private static final long CLOCK_TOLERANCE = Duration.ofMinutes(5).toSeconds();
  private static final Pattern STATUS = Pattern.compile(".*/status/([1-5]\\d\\d)");
  private static final Reply OK = Reply.json(200, "{\"received\":true}");
  private static final Codes CODES =
      Codes.of(
          """
          401 401 CREDENTIALS,MISSING,WRONG no signature matches
          400 400 STALE              webhook-timestamp is off by over 5 minutes
          400 400 CONTENT            not understood
          410 410 RECIPIENT          this receiver is gone
          429 429 THROTTLED,retry=1  too many requests
          502 502 -                  bad gateway
          503 503 BUSY,QUOTA,retry=1 try again
          504 504 -                  gateway timeout
          405 405 METHOD             POST is wanted
          """);

  private Webhook() {}

  static StandIn standIn(Backing backing) {
    Repeats repeats = backing.repeats(Duration.ofDays(10_000));
    return Provider.of(NAME, "webhook", CODES)
        .at("*")
        .refuses((refusal, _) ->
            Reply.json(
                refusal.status(),
                Json.object().put("error", refusal.message()).toString(),
                refusal.headers()))
        .with(receiver("POST", repeats, backing), receiver("PUT", repeats, backing));
  }

  private static Endpoint receiver(String method, Repeats repeats, Backing backing) {
    return Endpoint.message(method + " /{path*}")
        .reads(Webhook::read)
        .trusts(call -> wantedStatus(call) == null ? signature(call, backing) : SignatureCheck.NONE)
        .checks((call, _) -> wantedStatus(call))
        .judges(call -> repeats.judge(key(call), () -> Verdict.accepted("200", OK)));
  }

  private static Sent read(Incoming in) {
    String url = "https://" + in.header("host") + in.request().target();
    return Sent.by(in.request().host())
        .hiding(in.header("webhook-signature"), in.header("authorization"))
        .to(url)
        .id(in.header("webhook-id"))
        .saying(new ReceivedContent(Json.text(in.json().path("type")), in.request().text(), null));
  }

  private static String key(HttpCall call) {
    String id = call.in().header("webhook-id");
    return id.isEmpty() ? "" : call.to() + " " + id;
  }

  /** What the path asks for; null when it asks for nothing but success. */
  private static @Nullable Refusal wantedStatus(HttpCall call) {
    Matcher wanted = STATUS.matcher(call.request().path());
    if (!wanted.matches() || wanted.group(1).startsWith("2")) {
      return null;
    }
    int status = Integer.parseInt(wanted.group(1));
    Integer retryAfter = CODES.refusal(wanted.group(1)).retryAfter();
    return new Refusal(status, wanted.group(1), "as the path asks for", retryAfter);
  }

  private static SignatureCheck signature(HttpCall call, Backing backing) {
    String signatures = call.in().header("webhook-signature");
    String timestamp = call.in().header("webhook-timestamp");
    String id = call.in().header("webhook-id");
    if (signatures.isEmpty() || timestamp.isEmpty() || id.isEmpty()) {
      return ownSecrets(call, backing).isEmpty() ? SignatureCheck.NONE : SignatureCheck.MISSING;
    }
    long now = backing.clock().instant().getEpochSecond();
    if (!timestamp.matches("\\d{1,12}")
        || Math.abs(now - Long.parseLong(timestamp)) > CLOCK_TOLERANCE) {
      return SignatureCheck.STALE;
    }
    byte[] signed = signedContent(id, timestamp, call.request().body());
    List<String> given = List.of(signatures.split(" "));
    return given.stream().anyMatch(Webhook::looksRight)
        ? SignatureCheck.against(
            secrets(call, backing), secret -> given.contains(sign(secret, signed)))
        : SignatureCheck.WRONG;
  }

  private static boolean looksRight(String signature) {
    return signature.startsWith("v1,") && Signing.looksLikeSha256(signature.substring(3));
  }

  private static byte[] signedContent(String id, String timestamp, byte[] body) {
    byte[] prefix = Signing.bytes(id + "." + timestamp + ".");
    byte[] content = new byte[prefix.length + body.length];
    System.arraycopy(prefix, 0, content, 0, prefix.length);
    System.arraycopy(body, 0, content, prefix.length, body.length);
    return content;
  }

  private static @Nullable String sign(String secret, byte[] content) {
    String encoded = secret.startsWith("whsec_") ? secret.substring(6) : secret;
    try {
      byte[] key = Base64.getDecoder().decode(encoded);
      return "v1," + Base64.getEncoder().encodeToString(Signing.hmacSha256(key, content));
    } catch (IllegalArgumentException unusable) {
      return null;
    }
  }

  /**
   * Those registered for this receiver, and those for every receiver. Several may be written into
   * one, with spaces between.
   */
  private static Set<String> secrets(HttpCall call, Backing backing) {
    return Stream.concat(
            ownSecrets(call, backing).stream(), backing.accounts().secrets(NAME, "*").stream())
        .flatMap(secret -> Stream.of(secret.split(" ")))
        .collect(Collectors.toSet());
  }

  private static Set<String> ownSecrets(HttpCall call, Backing backing) {
    Set<String> secrets = new HashSet<>(backing.accounts().secrets(NAME, call.request().host()));
    call.to().forEach(url -> secrets.addAll(backing.accounts().secrets(NAME, url)));
    return secrets;
  }
}
