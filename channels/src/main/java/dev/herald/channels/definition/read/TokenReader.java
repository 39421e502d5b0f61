package dev.herald.channels.definition.read;

import dev.herald.channels.auth.Auth;
import dev.herald.channels.auth.Jwt;
import dev.herald.channels.definition.answer.AnswerRules;
import dev.herald.channels.definition.answer.RetryAfter;
import dev.herald.channels.definition.answer.Verdict;
import dev.herald.channels.definition.recipe.TokenRecipe;
import dev.herald.channels.definition.request.Address;
import dev.herald.channels.definition.request.Body;
import dev.herald.channels.definition.request.RequestTemplate;
import dev.herald.channels.definition.text.Known;
import dev.herald.channels.definition.text.Section;
import dev.herald.channels.expression.Expression;
import dev.herald.channels.expression.Shape;
import dev.herald.channels.http.HttpCall;
import dev.herald.channels.reason.DefinitionReason;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a {@code token:} section.
 *
 * @param requests of the fetch
 * @param answers to it
 */
public record TokenReader(ShapeReader requests, ShapeReader answers, HttpCall.Version version) {
  private static final Duration EARLY = Duration.ofMinutes(5);

  /**
   * @param rules of the definition, which say what a refusal means
   */
  public TokenRecipe read(Section token, AnswerRules rules) {
    token.only(Known.TOKEN);
    Jwt jwt = token.has("jwt") ? new AuthReader(requests).jwt(token.section("jwt")) : null;
    RequestTemplate request = request(token, jwt);
    Duration early = token.parsed("early", RetryAfter::parse);
    return new TokenRecipe(
        request,
        jwt,
        value(token, request != null),
        expires(token),
        Objects.requireNonNullElse(early, EARLY),
        rules.refusing(Verdict.CREDENTIALS));
  }

  private @Nullable RequestTemplate request(Section token, @Nullable Jwt jwt) {
    if (token.has("clientCredentials")) {
      return clientCredentials(token.section("clientCredentials"));
    }
    boolean fetched = RequestTemplate.METHODS.stream().anyMatch(token::has);
    if (!fetched && jwt != null) {
      return null;
    }
    ShapeReader shapes =
        jwt == null
            ? requests
            : new ShapeReader(
                requests.vocabulary().with("jwt", Set.of()),
                requests.declared(),
                requests.problems());
    return new RequestReader(shapes, version, null).members(token, null);
  }

  /** As RFC 6749 has it: the id and the secret are a name and a password. */
  private RequestTemplate clientCredentials(Section section) {
    section.only(Known.CLIENT_CREDENTIALS);
    Map<String, Shape> form = new LinkedHashMap<>();
    form.put("grant_type", new Shape.Constant("client_credentials"));
    if (section.has("scope")) {
      form.put("scope", requests.needed(section, "scope"));
    }
    Address address = new Address(requests.needed(section, "at"), section.written("at"));
    DefinitionReason flaw = address.flaw();
    if (flaw != null) {
      section.problem("at", flaw);
    }
    return new RequestTemplate(
        "POST",
        address,
        new Shape.Members(Map.of()),
        new Shape.Members(Map.of()),
        new Body.Form(new Shape.Members(form)),
        new Auth.Basic(requests.needed(section, "id"), requests.needed(section, "secret")),
        version);
  }

  private Expression value(Section token, boolean fetched) {
    if (!fetched) {
      if (token.has("value")) {
        token.problem("value", new DefinitionReason.JwtIsToken());
      }
      return Expression.ABSENT;
    }
    if (!token.has("value") && token.has("clientCredentials")) {
      return answers.derived(token, "clientCredentials", "body.access_token");
    }
    if (!token.has("value")) {
      token.problem(new DefinitionReason.MemberMissing("value", "value: ${body.access_token}"));
    }
    Expression value = answers.expression(token, "value");
    return value == null ? Expression.ABSENT : value;
  }

  private @Nullable Shape expires(Section token) {
    String text = token.text("expires");
    if (text == null) {
      return token.has("clientCredentials")
          ? new Shape.Formula(answers.derived(token, "clientCredentials", "body.expires_in"))
          : null;
    }
    if (text.startsWith("${")) {
      Expression seconds = answers.expression(token, "expires");
      return seconds == null ? null : new Shape.Formula(seconds);
    }
    Duration duration = token.parsed("expires", RetryAfter::parse);
    return duration == null ? null : new Shape.Constant(duration);
  }
}
