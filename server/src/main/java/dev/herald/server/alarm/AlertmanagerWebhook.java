package dev.herald.server.alarm;

import dev.herald.channel.network.Egress;
import dev.herald.channel.network.PrivateTargets;
import dev.herald.channels.http.HttpAnswer;
import dev.herald.channels.http.HttpCall;
import dev.herald.channels.http.HttpEgress;
import dev.herald.channels.http.HttpOutcome;
import dev.herald.channels.http.Reach;
import dev.herald.server.platform.Ids;
import dev.herald.server.platform.web.PublicUrl;
import dev.herald.server.reason.Language;
import dev.herald.server.reason.Wording;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Posts alarms in the format of Alertmanager's webhooks, version 4. */
@Component
class AlertmanagerWebhook implements DisposableBean {
  private static final Duration DEADLINE = Duration.ofSeconds(5);
  private static final String NEVER = "0001-01-01T00:00:00Z";

  private final Egress egress;
  private final HttpEgress http;
  private final JsonMapper json;
  private final PublicUrl url;

  AlertmanagerWebhook(Egress egress, JsonMapper json, PublicUrl url) {
    this.egress = egress;
    this.http = new HttpEgress(egress, DEADLINE);
    this.json = json;
    this.url = url;
  }

  /**
   * Whether its target is public or listed, as far as is known now: a name without an address may
   * have one later. In sandbox mode no target is reached.
   */
  boolean mayReach(URI address) {
    if (!(egress instanceof Egress.Direct(PrivateTargets allowed))) {
      return true;
    }
    String host = address.getHost();
    try {
      return allowed.allow(host, InetAddress.getAllByName(host));
    } catch (UnknownHostException _) {
      return true;
    }
  }

  /**
   * @throws IllegalStateException unless it was taken
   */
  void post(URI address, Notice notice) {
    byte[] body = json.writeValueAsBytes(body(notice));
    HttpCall call =
        new HttpCall(Ids.next(), "POST", address, Map.of("Content-Type", "application/json"), body);
    switch (http.exchange(call, Reach.LISTED)) {
      case HttpOutcome.Answered(HttpAnswer answer) when answer.status() / 100 == 2 -> {}
      case HttpOutcome.Answered(HttpAnswer answer) ->
          throw new IllegalStateException("the webhook answered " + answer.status());
      case HttpOutcome.Forbidden(String host) ->
          throw new IllegalStateException(
              host + " is a private target that herald.egress.private-targets does not list");
      case HttpOutcome.NotSent(var reason) ->
          throw new IllegalStateException(new Wording(Language.EN).of(reason));
      case HttpOutcome.Unanswered(var reason) ->
          throw new IllegalStateException(new Wording(Language.EN).of(reason));
    }
  }

  private Map<String, Object> body(Notice notice) {
    String status = notice.event() == Notice.Event.RESOLVED ? "resolved" : "firing";
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("version", "4");
    body.put("groupKey", "{}:{service=\"herald\"}");
    body.put("truncatedAlerts", 0);
    body.put("status", status);
    body.put("receiver", "herald");
    body.put("groupLabels", Map.of("service", "herald"));
    body.put("commonLabels", Map.of("service", "herald"));
    body.put("commonAnnotations", Map.of());
    body.put("externalURL", url.configured().orElse(""));
    body.put("alerts", notice.alarms().stream().map(alarm -> alert(alarm, status)).toList());
    return body;
  }

  private Map<String, Object> alert(Alarm alarm, String status) {
    Map<String, Object> alert = new LinkedHashMap<>();
    alert.put("status", status);
    alert.put("labels", labels(alarm));
    alert.put(
        "annotations",
        Map.of(
            "summary", new Wording(Language.EN).of(alarm.reason()),
            "summary_zh", new Wording(Language.ZH).of(alarm.reason())));
    alert.put("startsAt", time(alarm.firedAt()));
    alert.put("endsAt", time(alarm.resolvedAt()));
    alert.put("generatorURL", url.configured().map(base -> base + "/alarms").orElse(""));
    alert.put("fingerprint", alarm.id().toString().replace("-", "").substring(16));
    return alert;
  }

  private static Map<String, String> labels(Alarm alarm) {
    Map<String, String> labels = new LinkedHashMap<>();
    labels.put("alertname", alarm.kind().name());
    labels.put("service", "herald");
    labels.put("severity", alarm.severity().name().toLowerCase(Locale.ROOT));
    labels.put("subject", alarm.subject().key());
    put(labels, "application", alarm.subject().application());
    put(labels, "node", alarm.subject().node());
    put(labels, "channel", alarm.subject().channel());
    put(labels, "source", alarm.subject().source());
    put(labels, "lane", alarm.subject().lane());
    return labels;
  }

  private static void put(Map<String, String> labels, String name, @Nullable String value) {
    if (value != null) {
      labels.put(name, value);
    }
  }

  private static String time(@Nullable Instant time) {
    return time == null ? NEVER : time.toString();
  }

  @Override
  public void destroy() {
    http.close();
  }
}
