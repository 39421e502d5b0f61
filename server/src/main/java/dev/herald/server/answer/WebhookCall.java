package dev.herald.server.answer;

import dev.herald.channel.CallReason;
import dev.herald.channel.Reason;
import dev.herald.channel.mask.Mask;
import dev.herald.channel.network.Egress;
import dev.herald.channels.auth.StandardWebhooks;
import dev.herald.channels.http.HttpAnswer;
import dev.herald.channels.http.HttpCall;
import dev.herald.channels.http.HttpEgress;
import dev.herald.channels.http.HttpOutcome;
import dev.herald.channels.http.Reach;
import dev.herald.server.answer.Attempted.Due;
import dev.herald.server.answer.Attempted.Fault;
import dev.herald.server.answer.Attempted.Verdict;
import dev.herald.server.platform.problem.KeptText;
import dev.herald.server.reason.TraceReason;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * Posts an event to a URL, signed as Standard Webhooks says. It goes where sources may go: to the
 * public Internet, and to the private targets that an administrator of the server listed.
 */
@Component
class WebhookCall implements DisposableBean {
  private static final int LONGEST_EXCERPT = 300;
  private static final int GONE = 410;
  private static final Duration LONGEST_ASKED = Duration.ofDays(1);
  private static final Pattern SECONDS = Pattern.compile("\\d{1,6}");

  private final HttpEgress egress;
  private final SubscriptionRows subscriptions;
  private final Clock clock;

  WebhookCall(Egress egress, AnswerSettings settings, SubscriptionRows subscriptions, Clock clock) {
    this.egress = new HttpEgress(egress, settings.deadline());
    this.subscriptions = subscriptions;
    this.clock = clock;
  }

  /** Blocks until there is an answer, or the deadline is over. */
  Attempted make(Subscription to, Due due) {
    long began = System.nanoTime();
    Optional<String> secrets = subscriptions.secrets(to.id());
    Map<String, String> signed =
        StandardWebhooks.headers(
            due.answer().toString(), clock.instant(), due.body(), secrets.orElseThrow());
    Map<String, String> headers = new HashMap<>(signed);
    headers.put("Content-Type", CloudEvents.MEDIA_TYPE);
    URI url = URI.create(String.valueOf(to.url()));
    HttpOutcome outcome =
        egress.exchange(new HttpCall(due.answer(), "POST", url, headers, due.body()), Reach.LISTED);
    int millis = (int) TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
    return switch (outcome) {
      case HttpOutcome.Answered(HttpAnswer answer) ->
          new Attempted(
              due,
              millis,
              answer.status(),
              excerpt(answer, mask(url, secrets.get(), signed)),
              verdict(due, answer));
      case HttpOutcome.NotSent(CallReason reason) -> unanswered(due, millis, reason);
      case HttpOutcome.Unanswered(CallReason reason) -> unanswered(due, millis, reason);
      case HttpOutcome.Forbidden(String host) ->
          unanswered(due, millis, new CallReason.PrivateTarget(host, true));
    };
  }

  private static Verdict verdict(Due due, HttpAnswer answer) {
    int status = answer.status();
    if (status >= 200 && status < 300) {
      return new Verdict.Arrived();
    }
    return switch (status) {
      case GONE -> failed(due, new TraceReason.EndpointGone(), Duration.ZERO, Fault.GONE);
      case 400, 413, 415, 422 ->
          failed(due, new TraceReason.EndpointAnswered(status), Duration.ZERO, Fault.EVENT);
      default ->
          failed(due, new TraceReason.EndpointAnswered(status), asked(answer), Fault.RECEIVER);
    };
  }

  private static Duration asked(HttpAnswer answer) {
    String after = answer.headers().get("retry-after");
    if (after == null || !SECONDS.matcher(after).matches()) {
      return Duration.ZERO;
    }
    Duration asked = Duration.ofSeconds(Long.parseLong(after));
    return asked.compareTo(LONGEST_ASKED) < 0 ? asked : LONGEST_ASKED;
  }

  private static Attempted unanswered(Due due, int millis, Reason reason) {
    return new Attempted(
        due, millis, null, null, failed(due, reason, Duration.ZERO, Fault.RECEIVER));
  }

  private static Verdict failed(Due due, Reason reason, Duration asked, Fault fault) {
    double chance = ThreadLocalRandom.current().nextDouble();
    return new Verdict.Failed(
        reason, RetryDelays.ofWebhook(due.tries(), asked, chance).orElse(null), fault);
  }

  /** What an echo of the request could show. */
  private static Mask mask(URI url, String secrets, Map<String, String> signed) {
    Mask mask = Mask.ofNothing().hiding(url.getRawQuery());
    for (String each : (secrets + " " + signed.get("webhook-signature")).split(" ", -1)) {
      mask = mask.hiding(each.substring(each.indexOf(',') + 1).replaceFirst("^whsec_", ""));
    }
    return mask;
  }

  private static @Nullable String excerpt(HttpAnswer answer, Mask mask) {
    String shown = mask.apply(KeptText.kept(answer.text())).replaceAll("\\p{Cntrl}+", " ").strip();
    if (shown.isEmpty()) {
      return null;
    }
    int end =
        shown.offsetByCodePoints(
            0, Math.min(LONGEST_EXCERPT, shown.codePointCount(0, shown.length())));
    return end < shown.length() ? shown.substring(0, end) + "…" : shown;
  }

  @Override
  public void destroy() {
    egress.close();
  }
}
