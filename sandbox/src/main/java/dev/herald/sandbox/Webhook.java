package dev.herald.sandbox;

import static dev.herald.sandbox.Refusal.refuse;

import dev.herald.sandbox.http.Reply;
import dev.herald.sandbox.http.Request;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Whatever receiver stands at a host that is no provider's: it follows Standard Webhooks. */
final class Webhook implements StandIn {
  static final String PROVIDER = "webhook";
  private static final long CLOCK_TOLERANCE = Duration.ofMinutes(5).toSeconds();
  private static final Pattern STATUS = Pattern.compile(".*/status/([1-5]\\d\\d)");
  private static final Reply OK = Reply.json(200, "{\"received\":true}");

  private final Accounts accounts;
  private final InstantSource clock;
  private final Recent delivered = new Recent(65_536);

  Webhook(SandboxOptions options, Accounts accounts) {
    this.accounts = accounts;
    this.clock = options.clock();
  }

  @Override
  public HttpCall read(Request request) {
    JsonNode json = Json.read(request.body());
    String id = request.header("webhook-id");
    String url = "https://" + orEmpty(request, "host") + request.target();
    Envelope envelope =
        new Envelope(
            PROVIDER,
            "webhook",
            request.host(),
            List.of(url),
            id == null ? request.header(HttpFront.MESSAGE_HEADER) : id);
    ReceivedContent content =
        new ReceivedContent(Json.text(json.path("type")), request.text(), null);
    List<String> secrets =
        List.of(orEmpty(request, "webhook-signature"), orEmpty(request, "authorization"));
    return new HttpCall(request, json, request.host(), envelope, content, secrets);
  }

  @Override
  public Verdict judge(HttpCall call) {
    SignatureCheck signature = signature(call);
    return wantedStatus(call.request())
        .or(() -> unfit(call.request()))
        .or(() -> unsafe(signature))
        .map(refusal -> Verdict.refused(refusal, signature, reply(refusal, call)))
        .orElseGet(() -> new Verdict(newOrRepeated(call), "200", signature, OK));
  }

  private static Optional<Refusal> wantedStatus(Request request) {
    Matcher matcher = STATUS.matcher(request.path());
    return matcher.matches() && !matcher.group(1).startsWith("2")
        ? refuse(matcher.group(1), "as the path asks for")
        : Optional.empty();
  }

  private static Optional<Refusal> unfit(Request request) {
    return request.method().equals("POST") || request.method().equals("PUT")
        ? Optional.empty()
        : refuse("405", "POST is wanted");
  }

  private static Optional<Refusal> unsafe(SignatureCheck signature) {
    return switch (signature) {
      case STALE -> refuse("400", "webhook-timestamp is off by over 5 minutes");
      case MISSING, WRONG -> refuse("401", "no signature matches");
      case VERIFIED, UNVERIFIED, NONE, UNCHECKED -> Optional.empty();
    };
  }

  private SignatureCheck signature(HttpCall call) {
    Request request = call.request();
    String signatures = request.header("webhook-signature");
    String timestamp = request.header("webhook-timestamp");
    String id = request.header("webhook-id");
    if (signatures == null || timestamp == null || id == null) {
      return ownSecrets(call).isEmpty() ? SignatureCheck.NONE : SignatureCheck.MISSING;
    }
    if (!timestamp.matches("\\d{1,12}")
        || Math.abs(clock.instant().getEpochSecond() - Long.parseLong(timestamp))
            > CLOCK_TOLERANCE) {
      return SignatureCheck.STALE;
    }
    byte[] signed = signedContent(id, timestamp, request.body());
    List<String> given = List.of(signatures.split(" "));
    return given.stream().anyMatch(Webhook::looksRight)
        ? SignatureCheck.against(secrets(call), secret -> given.contains(sign(secret, signed)))
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
  private Set<String> secrets(HttpCall call) {
    return Stream.concat(ownSecrets(call).stream(), accounts.secrets(PROVIDER, "*").stream())
        .flatMap(secret -> Stream.of(secret.split(" ")))
        .collect(Collectors.toSet());
  }

  private Set<String> ownSecrets(HttpCall call) {
    Set<String> secrets = new HashSet<>(accounts.secrets(PROVIDER, call.request().host()));
    call.envelope().destinations().forEach(url -> secrets.addAll(accounts.secrets(PROVIDER, url)));
    return secrets;
  }

  private Outcome.Status newOrRepeated(HttpCall call) {
    String id = call.request().header("webhook-id");
    return id == null
            || delivered.isNew(call.envelope().destinations() + " " + id, 0, Long.MAX_VALUE)
        ? Outcome.Status.ACCEPTED
        : Outcome.Status.REPEATED;
  }

  @Override
  public Refusal refusal(Reason reason) {
    return switch (reason) {
      case CREDENTIALS -> new Refusal("401", "no signature matches");
      case THROTTLED -> new Refusal("429", "too many requests");
      case BUSY, QUOTA -> new Refusal("503", "try again");
      case RECIPIENT -> new Refusal("410", "this receiver is gone");
      case CONTENT, TEMPLATE -> new Refusal("400", "not understood");
    };
  }

  @Override
  public Reply reply(Refusal refusal, HttpCall call) {
    int status = Integer.parseInt(refusal.code());
    String body = Json.object().put("error", refusal.message()).toString();
    return status == 429 || status == 503
        ? Reply.json(status, body, Map.of("Retry-After", "1"))
        : Reply.json(status, body);
  }

  private static String orEmpty(Request request, String header) {
    String value = request.header(header);
    return value == null ? "" : value;
  }
}
