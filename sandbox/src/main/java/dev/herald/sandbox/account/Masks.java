package dev.herald.sandbox.account;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.List;

/** Takes secrets out of what people get to see. */
public final class Masks {
  private static final String MASK = "***";

  private Masks() {}

  /** Enough of a token to tell it from others. */
  public static String token(String token) {
    int shown = Math.min(4, token.length() / 4);
    return token.substring(0, shown) + MASK + token.substring(token.length() - shown);
  }

  /** The text without the secrets, be they written plainly or percent-encoded. */
  public static String without(List<String> secrets, String text) {
    String masked = text;
    for (String secret : secrets) {
      if (!secret.isEmpty()) {
        masked = masked.replace(secret, MASK).replace(URLEncoder.encode(secret, UTF_8), MASK);
      }
    }
    return masked;
  }
}
