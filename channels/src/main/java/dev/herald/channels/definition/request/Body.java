package dev.herald.channels.definition.request;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.herald.channel.CallReason;
import dev.herald.channels.definition.value.ContentKind;
import dev.herald.channels.definition.value.Json;
import dev.herald.channels.expression.ExpressionFault;
import dev.herald.channels.expression.Read;
import dev.herald.channels.expression.Scope;
import dev.herald.channels.expression.Shape;
import dev.herald.channels.expression.SigningFunctions;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a request carries. */
public sealed interface Body {
  byte[] EMPTY = {};

  /**
   * @throws ExpressionFault when all that it should carry is absent
   */
  byte[] bytes(Scope scope, @Nullable ContentKind kind);

  /** The media type, unless the definition names another. */
  @Nullable String type();

  /** All that it is made of. */
  Set<Read> memberReads();

  /** A member of it, by a path with dots; null: there is none. */
  default @Nullable Shape part(String path) {
    return null;
  }

  /** Nothing. */
  record None() implements Body {
    @Override
    public byte[] bytes(Scope scope, @Nullable ContentKind kind) {
      return EMPTY;
    }

    @Override
    public @Nullable String type() {
      return null;
    }

    @Override
    public Set<Read> memberReads() {
      return Set.of();
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

    @Override
    public Set<Read> memberReads() {
      Set<Read> reads = new HashSet<>(common.memberReads());
      byKind.values().forEach(members -> reads.addAll(members.memberReads()));
      return reads;
    }

    @Override
    public @Nullable Shape part(String path) {
      return in(common, path);
    }
  }

  /** The fields of a form. */
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

    @Override
    public Set<Read> memberReads() {
      return fields.memberReads();
    }

    @Override
    public @Nullable Shape part(String path) {
      return fields.members().get(path);
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

    @Override
    public Set<Read> memberReads() {
      return text.memberReads();
    }
  }

  private static @Nullable Shape in(Shape.Members members, String path) {
    String[] steps = path.split("\\.", 2);
    Shape found = members.members().get(steps[0]);
    if (steps.length == 1 || found == null) {
      return found;
    }
    return found instanceof Shape.Members inner ? in(inner, steps[1]) : null;
  }

  private static Map<String, Object> present(Shape.Members members, Scope scope) {
    Map<String, Object> present = members.value(scope);
    if (present.isEmpty() && !members.members().isEmpty()) {
      throw new ExpressionFault(new CallReason.BodyAbsent(), members.reads());
    }
    return present;
  }
}
