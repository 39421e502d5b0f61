package dev.herald.channels.definition;

import dev.herald.channel.ConnectorDescription.SourceField;
import dev.herald.channel.Message;
import dev.herald.channel.RequestPreview;
import dev.herald.channel.Source;
import dev.herald.channel.mask.Mask;
import dev.herald.channels.definition.value.ContentKind;
import dev.herald.channels.definition.value.Words;
import dev.herald.channels.expression.ExpressionFault;
import dev.herald.channels.http.HttpCall;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The request of a definition for people to read. It is made twice, with different stand-ins for
 * the secrets and never with the secrets: what differs between the two was made of a secret.
 */
record Preview(Definition definition, Map<String, String> fallbacks) {

  /** The request; or why there is none to show. */
  RequestPreview of(Message message, Instant now) {
    try {
      String text = shown(made(message, 0, now), made(message, 2, now));
      return new RequestPreview.Shown(
          Mask.ofSecrets(definition.description(), message.source()).apply(text));
    } catch (ExpressionFault fault) {
      return new RequestPreview.None(
          fault.reason(), fault.reads().contains("source") && hasSecret(message));
    } catch (IllegalArgumentException e) {
      return new RequestPreview.None(DefinedConnector.reason(e), hasSecret(message));
    }
  }

  private boolean hasSecret(Message message) {
    Map<String, String> settings = Words.settings(message.source(), fallbacks);
    return definition.description().fields().stream()
        .filter(SourceField::secret)
        .anyMatch(field -> settings.containsKey(field.name()));
  }

  /** A request as it would be with these stand-ins, and what masks them. */
  private record Made(HttpCall call, Mask mask) {
    String body() {
      byte[] body = call.body();
      return body == null ? "" : new String(body, StandardCharsets.UTF_8);
    }
  }

  private Made made(Message message, int shift, Instant now) {
    Source source =
        new StandIns(definition.description(), shift)
            .source(message.source(), Words.settings(message.source(), fallbacks));
    String token = StandIns.token(shift);
    Map<String, Object> steps = new LinkedHashMap<>();
    definition.protocol().steps().forEach(step -> steps.put(step.name(), "(" + step.name() + ")"));
    HttpCall call =
        definition
            .protocol()
            .request()
            .call(
                message.id(),
                ContentKind.of(message.content()),
                definition
                    .scope(message, source.settings(), now)
                    .with("token", token)
                    .with("steps", steps),
                now);
    return new Made(call, Mask.ofSecrets(definition.description(), source).hiding(token));
  }

  private static String shown(Made one, Made other) {
    TwoTexts texts = new TwoTexts(one.mask, other.mask);
    URI uri = one.call.uri();
    StringBuilder text = new StringBuilder(one.call.method()).append(' ');
    text.append(texts.address(uri.toString(), other.call.uri().toString())).append('\n');
    Map<String, String> others = other.call.headers();
    one.call
        .headers()
        .forEach((name, value) ->
            text.append(name)
                .append(": ")
                .append(texts.text(value, others.getOrDefault(name, "")))
                .append('\n'));
    return one.call.body() == null
        ? text.toString()
        : text.append('\n').append(texts.text(one.body(), other.body())).toString();
  }
}
