package dev.herald.sandbox.sms;

import dev.herald.sandbox.http.Reply;
import dev.herald.sandbox.outbox.SignatureCheck;
import dev.herald.sandbox.standin.Backing;
import dev.herald.sandbox.standin.Check;
import dev.herald.sandbox.standin.Codes;
import dev.herald.sandbox.standin.Endpoint;
import dev.herald.sandbox.standin.HttpCall;
import dev.herald.sandbox.standin.Incoming;
import dev.herald.sandbox.standin.Provider;
import dev.herald.sandbox.standin.Refusal;
import dev.herald.sandbox.standin.Sent;
import dev.herald.sandbox.standin.StandIn;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Tencent Cloud SMS, version 2021-01-11: sends, and answers what became of messages and what is
 * left of packages. All actions share one path; a header names the action.
 */
final class TencentSms {
  static final String NAME = "tencent-sms";
  private static final String ACTION = "x-tc-action";
  private static final String VERSION = "2021-01-11";

  private TencentSms() {}

  static StandIn standIn(Backing backing) {
    SmsReports reports = new SmsReports(report -> TencentReports.push(report, backing.receipts()));
    TencentSendSms sending = new TencentSendSms(backing, reports);
    TencentPullStatus pulling = new TencentPullStatus(backing, reports);
    TencentPackages packages = new TencentPackages(backing);
    return Provider.of(NAME, "sms", TencentCodes.CODES)
        .at("sms.tencentcloudapi.com", "sms.*.tencentcloudapi.com")
        .refuses((refusal, call) -> reply(refusal, call, sending))
        .with(
            sealed(Endpoint.message("POST /"), TencentSendSms.ACTION, backing)
                .judges(sending::judge),
            sealed(Endpoint.question("POST /"), TencentPullStatus.OF_NUMBER, backing)
                .judges(pulling::ofNumber),
            sealed(Endpoint.question("POST /"), TencentPullStatus.ANY, backing)
                .judges(pulling::any),
            sealed(Endpoint.question("POST /"), TencentPackages.ACTION, backing)
                .judges(packages::judge),
            Endpoint.message("POST /")
                .checks(TencentSms::malformed, Check.that("InvalidAction", _ -> false)));
  }

  /** An endpoint of this action, which only takes what is rightly signed. */
  private static Endpoint sealed(Endpoint endpoint, String action, Backing backing) {
    return endpoint
        .when(request -> action.equals(request.header(ACTION)))
        .reads(TencentSms::read)
        .trusts(call -> signature(call, backing))
        .checks(
            TencentSms::malformed,
            Check.that("NoSuchVersion", call -> VERSION.equals(call.in().header("x-tc-version"))));
  }

  private static Sent read(Incoming in) {
    Tc3Signature signature = Tc3Signature.of(in.request());
    String secretId = signature == null ? "" : signature.secretId();
    return Sent.by(secretId)
        .hiding(signature == null ? "" : signature.signature())
        .to(in.json().has("PhoneNumber") ? in.texts("/PhoneNumber") : in.texts("/PhoneNumberSet"))
        .id(in.text("/SessionContext"))
        .saying(TencentSendSms.content(in.json()));
  }

  private static SignatureCheck signature(HttpCall call, Backing backing) {
    Tc3Signature signature = Tc3Signature.of(call.request());
    return signature == null
        ? SignatureCheck.MISSING
        : signature.check(
            call.request(),
            backing.accounts().secrets(NAME, signature.secretId()),
            backing.clock().instant());
  }

  private static @Nullable Refusal malformed(HttpCall call, Codes codes) {
    if (!call.request().mediaType().equals("application/json")) {
      return codes.refusal("UnsupportedProtocol");
    }
    if (!call.json().isObject()) {
      return codes.refusal("InvalidParameter");
    }
    return Stream.of("x-tc-action", "x-tc-version", "x-tc-timestamp", "x-tc-region")
        .filter(header -> call.in().header(header).isEmpty())
        .findFirst()
        .map(header ->
            codes.refusal("MissingParameter").saying("header %s is missing".formatted(header)))
        .orElse(null);
  }

  private static Reply reply(Refusal refusal, HttpCall call, TencentSendSms sending) {
    return TencentSendSms.ACTION.equals(call.request().header(ACTION))
            && TencentCodes.isOfOneNumber(refusal)
            && !call.to().isEmpty()
        ? sending.refusedNumbers(refusal, call)
        : TencentReplies.error(refusal);
  }
}
