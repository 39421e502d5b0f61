package dev.herald.channels.auth;

import static dev.herald.channels.expression.SigningFunctions.hex;
import static dev.herald.channels.expression.SigningFunctions.hmacSha256;
import static dev.herald.channels.expression.SigningFunctions.sha256;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.herald.channels.expression.Read;
import dev.herald.channels.expression.Scope;
import dev.herald.channels.expression.Shape;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Alibaba Cloud's signature, version 3, over method, path, query, body, the host, the content type
 * where there is one, and every header that begins with {@code x-acs-}.
 *
 * @param id the key's public name
 */
public record Acs3(Shape id, Shape key) implements Auth {
  private static final String PREFIX = "x-acs-";
  private static final String NONCE = PREFIX + "signature-nonce";

  @Override
  public void sign(RequestDraft draft, Scope scope, Instant now) {
    String bodyHash = hex(sha256(draft.body()));
    draft.headers().put(PREFIX + "date", now.truncatedTo(ChronoUnit.SECONDS).toString());
    draft.headers().put(PREFIX + "content-sha256", bodyHash);
    draft.headers().computeIfAbsent(NONCE, _ -> UUID.randomUUID().toString());
    SortedMap<String, String> signed = signed(draft);
    String names = String.join(";", signed.keySet());
    String canonical =
        "%s\n%s\n%s\n%s\n%s\n%s"
            .formatted(
                draft.method(),
                draft.path(),
                Arrays.stream(draft.query().split("&")).sorted().collect(Collectors.joining("&")),
                lines(signed),
                names,
                bodyHash);
    String toSign = "ACS3-HMAC-SHA256\n" + hex(sha256(canonical.getBytes(UTF_8)));
    byte[] secret = Auth.need(key, "key", scope).getBytes(UTF_8);
    draft
        .headers()
        .put(
            "Authorization",
            "ACS3-HMAC-SHA256 Credential=%s,SignedHeaders=%s,Signature=%s"
                .formatted(
                    Auth.need(id, "id", scope),
                    names,
                    hex(hmacSha256(secret, toSign.getBytes(UTF_8)))));
  }

  private static SortedMap<String, String> signed(RequestDraft draft) {
    SortedMap<String, String> signed = new TreeMap<>();
    signed.put("host", draft.uri().getAuthority());
    draft
        .headers()
        .forEach((name, value) -> {
          String lower = name.toLowerCase(Locale.ROOT);
          if (lower.equals("content-type") || lower.startsWith(PREFIX)) {
            signed.put(lower, value.strip());
          }
        });
    return signed;
  }

  private static String lines(SortedMap<String, String> headers) {
    return headers.entrySet().stream()
        .map(header -> "%s:%s\n".formatted(header.getKey(), header.getValue()))
        .collect(Collectors.joining());
  }

  @Override
  public Set<Read> memberReads() {
    return Auth.readsOf(id, key);
  }
}
