package dev.herald.channels.auth;

import dev.herald.channels.expression.ExpressionFault;
import dev.herald.channels.expression.Read;
import dev.herald.channels.expression.Scope;
import dev.herald.channels.expression.Shape;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A way of proving who calls. */
public sealed interface Auth permits Auth.Basic, Auth.Bearer, Acs3, Hmac, StandardWebhooks, Tc3 {

  /**
   * Adds the headers that prove who calls.
   *
   * @throws ExpressionFault when a value that it needs is absent
   * @throws IllegalArgumentException when one is malformed; its message shows no value
   */
  void sign(RequestDraft draft, Scope scope, Instant now);

  /** All that it is made of. */
  Set<Read> memberReads();

  /** What one of its headers says, by the header's name; null: it is made by signing, or none. */
  default @Nullable Shape part(String header) {
    return null;
  }

  static String need(Shape shape, String name, Scope scope) {
    String value = shape.text(scope);
    if (value == null) {
      throw new ExpressionFault("auth has no '%s'".formatted(name), shape.reads());
    }
    return value;
  }

  static Set<Read> readsOf(Shape... shapes) {
    return Arrays.stream(shapes)
        .flatMap(shape -> shape.memberReads().stream())
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Name and password, as RFC 7617 has them. */
  record Basic(Shape user, Shape password) implements Auth {
    @Override
    public void sign(RequestDraft draft, Scope scope, Instant now) {
      String pair = need(user, "user", scope) + ":" + need(password, "password", scope);
      draft.headers().put("Authorization", "Basic " + base64(pair));
    }

    private static String base64(String text) {
      return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public Set<Read> memberReads() {
      return readsOf(user, password);
    }
  }

  /** A token in the header, as RFC 6750 has it. */
  record Bearer(Shape token) implements Auth {
    @Override
    public void sign(RequestDraft draft, Scope scope, Instant now) {
      draft.headers().put("Authorization", "Bearer " + need(token, "bearer", scope));
    }

    @Override
    public Set<Read> memberReads() {
      return readsOf(token);
    }
  }
}
