package dev.herald.channels.definition;

import static dev.herald.channels.expression.SigningFunctions.hex;
import static dev.herald.channels.expression.SigningFunctions.hmacSha256;
import static dev.herald.channels.expression.SigningFunctions.sha256;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.herald.channel.CallReason;
import dev.herald.channel.SettingFault;
import dev.herald.channels.expression.ExpressionFault;
import dev.herald.channels.expression.Scope;
import dev.herald.channels.expression.Shape;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Base64;
import java.util.stream.Collectors;

/** A way of signing that covers the finished request, and so is more than an expression. */
sealed interface Auth {

  /**
   * Adds the headers that prove who calls.
   *
   * @throws ExpressionFault when a value that it needs is absent
   * @throws SettingFault when one is malformed
   */
  void sign(RequestDraft draft, Scope scope, Instant now);

  private static String need(Shape shape, String name, Scope scope) {
    String value = shape.text(scope);
    if (value == null) {
      throw new ExpressionFault(new CallReason.SigningPartAbsent(name), shape.reads());
    }
    return value;
  }

  /**
   * Tencent Cloud's signature, version 3, over content type, host and body.
   *
   * @param id the key's public name
   * @param service the product, for example {@code sms}
   */
  record Tc3(Shape id, Shape key, Shape service) implements Auth {
    @Override
    public void sign(RequestDraft draft, Scope scope, Instant now) {
      String service = need(this.service, "service", scope);
      String date = LocalDate.ofInstant(now, ZoneOffset.UTC).toString();
      String range = "%s/%s/tc3_request".formatted(date, service);
      String toSign =
          "TC3-HMAC-SHA256\n%d\n%s\n%s"
              .formatted(
                  now.getEpochSecond(), range, hex(sha256(canonical(draft).getBytes(UTF_8))));
      byte[] key = ("TC3" + need(this.key, "key", scope)).getBytes(UTF_8);
      for (String part : new String[] {date, service, "tc3_request"}) {
        key = hmacSha256(key, part.getBytes(UTF_8));
      }
      draft.headers().put("X-TC-Timestamp", Long.toString(now.getEpochSecond()));
      draft
          .headers()
          .put(
              "Authorization",
              "TC3-HMAC-SHA256 Credential=%s/%s, SignedHeaders=content-type;host, Signature=%s"
                  .formatted(
                      need(id, "id", scope), range, hex(hmacSha256(key, toSign.getBytes(UTF_8)))));
    }

    private static String canonical(RequestDraft draft) {
      return "%s\n/\n\ncontent-type:%s\nhost:%s\n\ncontent-type;host\n%s"
          .formatted(
              draft.method(),
              draft.headers().get("Content-Type"),
              draft.uri().getHost(),
              hex(sha256(draft.body())));
    }
  }

  /**
   * The headers of Standard Webhooks.
   *
   * @param secret {@code whsec_} and Base64; several, separated by spaces, while a key is rotated
   */
  record StandardWebhooks(Shape id, Shape secret) implements Auth {
    @Override
    public void sign(RequestDraft draft, Scope scope, Instant now) {
      String id = need(this.id, "id", scope);
      String seconds = Long.toString(now.getEpochSecond());
      ByteArrayOutputStream signed = new ByteArrayOutputStream();
      signed.writeBytes("%s.%s.".formatted(id, seconds).getBytes(UTF_8));
      signed.writeBytes(draft.body());
      draft.headers().put("webhook-id", id);
      draft.headers().put("webhook-timestamp", seconds);
      draft
          .headers()
          .put(
              "webhook-signature",
              Arrays.stream(need(secret, "secret", scope).strip().split("\\s+"))
                  .map(one -> "v1," + signature(one, signed.toByteArray()))
                  .collect(Collectors.joining(" ")));
    }

    private static String signature(String secret, byte[] signed) {
      byte[] key;
      try {
        key = Base64.getDecoder().decode(secret.replaceFirst("^whsec_", ""));
      } catch (IllegalArgumentException _) {
        throw new SettingFault(new CallReason.SigningSecretInvalid());
      }
      return Base64.getEncoder().encodeToString(hmacSha256(key, signed));
    }
  }
}
