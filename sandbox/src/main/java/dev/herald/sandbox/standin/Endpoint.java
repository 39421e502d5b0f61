package dev.herald.sandbox.standin;

import dev.herald.sandbox.http.Reply;
import dev.herald.sandbox.http.Request;
import dev.herald.sandbox.outbox.SignatureCheck;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One path of a provider's API.
 *
 * @param condition where several share a path: which requests it is for
 * @param reader who sends what to whom
 * @param credential looked at first
 * @param checks in this order; the first that finds something wrong answers
 * @param handling of what is in order
 */
public record Endpoint(
    Kind kind,
    Route route,
    Predicate<Request> condition,
    Function<Incoming, Sent> reader,
    Credential credential,
    List<Check> checks,
    Function<HttpCall, Verdict> handling) {

  /** What a call is for. */
  public enum Kind {
    MESSAGE,
    /** About a message that was sent: a question, a recall. */
    QUESTION,
    /** Gives out a token. A rule that names a channel does not meet it. */
    LOGIN
  }

  /**
   * @param route method and path, {@code POST /v2/{app}/push}
   */
  public static Endpoint message(String route) {
    return of(Kind.MESSAGE, route);
  }

  /** See {@link #message}. */
  public static Endpoint question(String route) {
    return of(Kind.QUESTION, route);
  }

  /** See {@link #message}. */
  public static Endpoint login(String route) {
    return of(Kind.LOGIN, route);
  }

  private static Endpoint of(Kind kind, String route) {
    return new Endpoint(
        kind,
        Route.of(route),
        _ -> true,
        _ -> Sent.by(""),
        _ -> SignatureCheck.NONE,
        List.of(),
        _ -> Verdict.accepted("200", Reply.json(200, "{}")));
  }

  public Endpoint when(Predicate<Request> only) {
    return new Endpoint(kind, route, only, reader, credential, checks, handling);
  }

  public Endpoint reads(Function<Incoming, Sent> how) {
    return new Endpoint(kind, route, condition, how, credential, checks, handling);
  }

  public Endpoint trusts(Credential how) {
    return new Endpoint(kind, route, condition, reader, how, checks, handling);
  }

  public Endpoint checks(Check... all) {
    return new Endpoint(kind, route, condition, reader, credential, List.of(all), handling);
  }

  /** Accepts what is in order. */
  public Endpoint accepts(String code, Function<HttpCall, Reply> answer) {
    return judges(call -> Verdict.accepted(code, answer.apply(call)));
  }

  /** Has the last word itself: for batches, repeats and what is silently dropped. */
  public Endpoint judges(Function<HttpCall, Verdict> how) {
    return new Endpoint(kind, route, condition, reader, credential, checks, how);
  }

  /** What stands for the variables of the path; null when the request is not for it. */
  @Nullable Map<String, String> match(Request request) {
    return condition.test(request) ? route.match(request) : null;
  }
}
