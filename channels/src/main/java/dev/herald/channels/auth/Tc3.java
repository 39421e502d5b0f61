package dev.herald.channels.auth;

import static dev.herald.channels.expression.SigningFunctions.hex;
import static dev.herald.channels.expression.SigningFunctions.hmacSha256;
import static dev.herald.channels.expression.SigningFunctions.sha256;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.herald.channels.expression.Read;
import dev.herald.channels.expression.Scope;
import dev.herald.channels.expression.Shape;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Set;

/**
 * Tencent Cloud's signature, version 3, over content type, host and body.
 *
 * @param id the key's public name
 * @param service the product, for example {@code sms}
 */
public record Tc3(Shape id, Shape key, Shape service) implements Auth {
  @Override
  public void sign(RequestDraft draft, Scope scope, Instant now) {
    String service = Auth.need(this.service, "service", scope);
    String date = LocalDate.ofInstant(now, ZoneOffset.UTC).toString();
    String range = "%s/%s/tc3_request".formatted(date, service);
    String toSign =
        "TC3-HMAC-SHA256\n%d\n%s\n%s"
            .formatted(now.getEpochSecond(), range, hex(sha256(canonical(draft).getBytes(UTF_8))));
    byte[] key = ("TC3" + Auth.need(this.key, "key", scope)).getBytes(UTF_8);
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
                    Auth.need(id, "id", scope),
                    range,
                    hex(hmacSha256(key, toSign.getBytes(UTF_8)))));
  }

  private static String canonical(RequestDraft draft) {
    return "%s\n/\n\ncontent-type:%s\nhost:%s\n\ncontent-type;host\n%s"
        .formatted(
            draft.method(),
            draft.headers().get("Content-Type"),
            draft.uri().getHost(),
            hex(sha256(draft.body())));
  }

  @Override
  public Set<Read> memberReads() {
    return Auth.readsOf(id, key, service);
  }
}
