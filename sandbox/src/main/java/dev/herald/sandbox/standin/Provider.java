package dev.herald.sandbox.standin;

import dev.herald.sandbox.http.Reply;
import dev.herald.sandbox.http.Request;
import dev.herald.sandbox.outbox.Envelope;
import dev.herald.sandbox.outbox.SignatureCheck;
import dev.herald.sandbox.rule.Reason;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A stand-in that is told as data: where it is, what paths it has, what its errors are called and
 * how they look.
 *
 * @param name the connector that speaks to it
 * @param wording how a refusal is written
 */
public record Provider(
    String name,
    String channel,
    Codes codes,
    Set<String> hosts,
    BiFunction<Refusal, HttpCall, Reply> wording,
    List<Endpoint> endpoints)
    implements StandIn {
  /** Where a caller puts the message's id when the provider's protocol has no field for it. */
  public static final String MESSAGE_HEADER = "x-herald-message";

  /** Refuses as {@code {"errcode":1,"errmsg":"…"}} until it is told otherwise. */
  public static Provider of(String name, String channel, Codes codes) {
    return new Provider(
        name,
        channel,
        codes,
        Set.of(),
        (refusal, _) -> Reply.json(refusal.status(), Json.errcode(refusal)),
        List.of());
  }

  public Provider at(String... names) {
    return new Provider(name, channel, codes, Set.of(names), wording, endpoints);
  }

  public Provider refuses(BiFunction<Refusal, HttpCall, Reply> how) {
    return new Provider(name, channel, codes, hosts, how, endpoints);
  }

  public Provider with(Endpoint... all) {
    List<Endpoint> more = Stream.concat(endpoints.stream(), Stream.of(all)).toList();
    return new Provider(name, channel, codes, hosts, wording, more);
  }

  @Override
  public boolean serves(Request request) {
    return endpoints.stream().anyMatch(endpoint -> endpoint.route().hasPath(request));
  }

  @Override
  public HttpCall read(Request request) {
    for (Endpoint endpoint : endpoints) {
      Map<String, String> path = endpoint.match(request);
      if (path != null) {
        Incoming incoming = Incoming.of(request, path);
        return call(incoming, endpoint.reader().apply(incoming), endpoint);
      }
    }
    return call(Incoming.of(request, Map.of()), Sent.by(""), null);
  }

  private HttpCall call(Incoming incoming, Sent sent, @Nullable Endpoint endpoint) {
    List<String> ids = List.of(incoming.header(MESSAGE_HEADER).split(" *, *"));
    String told = ids.getFirst().isEmpty() ? null : ids.getFirst();
    boolean login = endpoint != null && endpoint.kind() == Endpoint.Kind.LOGIN;
    Envelope envelope =
        new Envelope(
            name,
            login ? "" : channel,
            sent.shownAs(),
            sent.to(),
            sent.messageId() == null ? told : sent.messageId());
    return new HttpCall(incoming, sent, envelope, ids.size() > 1 ? ids : List.of());
  }

  @Override
  public boolean carriesMessage(HttpCall call) {
    Endpoint endpoint = endpoint(call);
    return endpoint == null || endpoint.kind() == Endpoint.Kind.MESSAGE;
  }

  private @Nullable Endpoint endpoint(HttpCall call) {
    return endpoints.stream()
        .filter(endpoint -> endpoint.match(call.request()) != null)
        .findFirst()
        .orElse(null);
  }

  @Override
  public Verdict judge(HttpCall call) {
    Endpoint endpoint = endpoint(call);
    if (endpoint == null) {
      Refusal lost = serves(call.request()) ? codes.unknownMethod() : codes.unknownPath();
      return refused(lost, SignatureCheck.UNCHECKED, call);
    }
    SignatureCheck signature = endpoint.credential().check(call);
    Refusal refusal = refusal(endpoint, signature, call);
    return refusal == null
        ? endpoint.handling().apply(call).signed(signature)
        : refused(refusal, signature, call);
  }

  private @Nullable Refusal refusal(Endpoint endpoint, SignatureCheck signature, HttpCall call) {
    Refusal untrusted =
        endpoint.kind() == Endpoint.Kind.LOGIN
            ? codes.refusalOfLogin(signature)
            : codes.refusal(signature);
    if (untrusted != null) {
      return untrusted;
    }
    for (Check check : endpoint.checks()) {
      Refusal refusal = check.refusal(call, codes);
      if (refusal != null) {
        return refusal;
      }
    }
    return null;
  }

  private Verdict refused(Refusal refusal, SignatureCheck signature, HttpCall call) {
    return Verdict.refused(refusal, signature, reply(refusal, call));
  }

  @Override
  public Refusal refusal(Reason reason) {
    return codes.refusal(reason);
  }

  @Override
  public Refusal refusal(String code, String message) {
    Refusal known = codes.refusal(code);
    return message.isEmpty() ? known : known.saying(message);
  }

  @Override
  public Reply reply(Refusal refusal, HttpCall call) {
    return wording.apply(refusal, call);
  }
}
