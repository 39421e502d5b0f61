package dev.herald.channels.definition;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.herald.channel.CallReason;
import dev.herald.channels.expression.ExpressionFault;
import dev.herald.channels.expression.Scope;
import dev.herald.channels.expression.Shape;
import dev.herald.channels.expression.SigningFunctions;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a request carries. */
sealed interface Body {
  byte[] EMPTY = {};

  /**
   * @throws ExpressionFault when all that it should carry is absent
   */
  byte[] bytes(Scope scope, @Nullable ContentKind kind);

  /** The media type, unless the definition names another. */
  @Nullable String type();

  record None() implements Body {
    @Override
    public byte[] bytes(Scope scope, @Nullable ContentKind kind) {
      return EMPTY;
    }

    @Override
    public @Nullable String type() {
      return null;
    }
  }

  /**
   * A JSON object.
   *
   * @param common its members when no kind adds any
   * @param byKind its members for a kind of content that adds some
   */
  record JsonObject(Shape.Members common, Map<ContentKind, Shape.Members> byKind) implements Body {
    @Override
    public byte[] bytes(Scope scope, @Nullable ContentKind kind) {
      Shape.Members members = kind == null ? common : byKind.getOrDefault(kind, common);
      return Json.bytes(present(members, scope));
    }

    @Override
    public String type() {
      return "application/json; charset=utf-8";
    }
  }

  record Form(Shape.Members fields) implements Body {
    @Override
    public byte[] bytes(Scope scope, @Nullable ContentKind kind) {
      return present(fields, scope).entrySet().stream()
          .map(field ->
              SigningFunctions.urlEncode(field.getKey())
                  + "="
                  + SigningFunctions.urlEncode(field.getValue().toString()))
          .collect(Collectors.joining("&"))
          .getBytes(UTF_8);
    }

    @Override
    public String type() {
      return "application/x-www-form-urlencoded; charset=utf-8";
    }
  }

  /** Text as it is written, for bodies that are signed byte by byte. */
  record Text(Shape text) implements Body {
    @Override
    public byte[] bytes(Scope scope, @Nullable ContentKind kind) {
      String body = text.text(scope);
      if (body == null) {
        throw new ExpressionFault(new CallReason.BodyPartAbsent(), text.reads());
      }
      return body.getBytes(UTF_8);
    }

    @Override
    public String type() {
      return "text/plain; charset=utf-8";
    }
  }

  private static Map<String, Object> present(Shape.Members members, Scope scope) {
    Map<String, Object> present = members.value(scope);
    if (present.isEmpty() && !members.members().isEmpty()) {
      throw new ExpressionFault(new CallReason.BodyAbsent(), members.reads());
    }
    return present;
  }
}
