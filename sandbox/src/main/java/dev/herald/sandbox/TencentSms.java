package dev.herald.sandbox;

import static dev.herald.sandbox.Refusal.refuse;

import dev.herald.sandbox.http.Reply;
import dev.herald.sandbox.http.Request;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Tencent Cloud SMS, version 2021-01-11: sends, and answers what became of a number's messages. */
final class TencentSms implements StandIn {
  static final String PROVIDER = "tencent-sms";
  private static final String VERSION = "2021-01-11";

  private final Accounts accounts;
  private final InstantSource clock;
  private final TencentSendSms sending;
  private final TencentPullStatus pulling;

  TencentSms(SandboxOptions options, Accounts accounts) {
    SmsReports reports = new SmsReports();
    this.accounts = accounts;
    this.clock = options.clock();
    this.sending = new TencentSendSms(options, reports);
    this.pulling = new TencentPullStatus(options, reports);
  }

  @Override
  public HttpCall read(Request request) {
    JsonNode json = Json.read(request.body());
    Tc3Signature signature = Tc3Signature.of(request);
    String secretId = signature == null ? "" : signature.secretId();
    String session = Json.text(json.path("SessionContext"));
    Envelope envelope =
        new Envelope(
            PROVIDER,
            "sms",
            secretId,
            TencentSendSms.numbers(json),
            session == null ? request.header(HttpFront.MESSAGE_HEADER) : session);
    List<String> secrets = signature == null ? List.of() : List.of(signature.signature());
    return new HttpCall(request, json, secretId, envelope, TencentSendSms.content(json), secrets);
  }

  @Override
  public boolean carriesMessage(HttpCall call) {
    return !TencentPullStatus.ACTION.equals(call.request().header("x-tc-action"));
  }

  @Override
  public Verdict judge(HttpCall call) {
    SignatureCheck signature = signature(call);
    return malformed(call)
        .or(() -> unauthentic(signature))
        .or(() -> unknownAction(call.request()))
        .map(refusal -> Verdict.refused(refusal, signature, reply(refusal, call)))
        .orElseGet(() ->
            carriesMessage(call) ? sending.judge(call, signature) : pulling.judge(call, signature));
  }

  private SignatureCheck signature(HttpCall call) {
    Tc3Signature signature = Tc3Signature.of(call.request());
    return signature == null
        ? SignatureCheck.MISSING
        : signature.check(
            call.request(), accounts.secrets(PROVIDER, signature.secretId()), clock.instant());
  }

  private static Optional<Refusal> malformed(HttpCall call) {
    Request request = call.request();
    if (!request.method().equals("POST") || !request.mediaType().equals("application/json")) {
      return refuse("UnsupportedProtocol", "POST with application/json is wanted");
    }
    if (!request.path().equals("/") || !call.json().isObject()) {
      return refuse("InvalidParameter", "the body must be a JSON object, the path /");
    }
    for (String header : List.of("x-tc-action", "x-tc-version", "x-tc-timestamp", "x-tc-region")) {
      if (request.header(header) == null) {
        return refuse("MissingParameter", "header %s is missing".formatted(header));
      }
    }
    return Optional.empty();
  }

  private static Optional<Refusal> unauthentic(SignatureCheck signature) {
    return switch (signature) {
      case MISSING -> refuse("AuthFailure.InvalidAuthorization", "Authorization can't be read");
      case STALE ->
          refuse("AuthFailure.SignatureExpire", "X-TC-Timestamp is off by over 5 minutes");
      case WRONG -> refuse("AuthFailure.SignatureFailure", "the signature does not match");
      case VERIFIED, UNVERIFIED, NONE, UNCHECKED -> Optional.empty();
    };
  }

  private static Optional<Refusal> unknownAction(Request request) {
    if (!VERSION.equals(request.header("x-tc-version"))) {
      return refuse("NoSuchVersion", "the version is " + VERSION);
    }
    String action = request.header("x-tc-action");
    return TencentSendSms.ACTION.equals(action) || TencentPullStatus.ACTION.equals(action)
        ? Optional.empty()
        : refuse("InvalidAction", "no action " + action);
  }

  @Override
  public Refusal refusal(Reason reason) {
    return switch (reason) {
      case CREDENTIALS -> new Refusal("AuthFailure.SecretIdNotFound", "no such secret id");
      case THROTTLED -> new Refusal("RequestLimitExceeded", "too many requests");
      case BUSY -> new Refusal("InternalError.OtherError", "try again");
      case RECIPIENT ->
          new Refusal("FailedOperation.PhoneNumberInBlacklist", "the number is on the blacklist");
      case TEMPLATE ->
          new Refusal(
              "FailedOperation.TemplateIncorrectOrUnapproved", "the template is not approved");
      case CONTENT ->
          new Refusal("FailedOperation.ContainSensitiveWord", "the content has a sensitive word");
      case QUOTA ->
          new Refusal("FailedOperation.InsufficientBalanceInSmsPackage", "the package is used up");
    };
  }

  @Override
  public Reply reply(Refusal refusal, HttpCall call) {
    return carriesMessage(call) && TencentSendSms.isOfOneNumber(refusal)
        ? sending.refusedNumbers(refusal, call)
        : TencentReplies.error(refusal);
  }
}
