package dev.herald.server.access;

import dev.herald.server.platform.Vault;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;

/**
 * Marks a browser as one in which a user has signed in. It opens nothing: it only keeps that
 * browser's attempts apart from those of strangers.
 */
@Component
class DeviceCookie {
  private static final String NAME = "__Host-herald-device";
  private static final Duration LIFE = Duration.ofDays(400);

  private final Vault vault;

  DeviceCookie(Vault vault) {
    this.vault = vault;
  }

  ResponseCookie of(User user) {
    String device = UUID.randomUUID().toString();
    return ResponseCookie.from(NAME, device + "." + signature(user.name(), device))
        .path("/")
        .secure(true)
        .httpOnly(true)
        .sameSite("Lax")
        .maxAge(LIFE)
        .build();
  }

  /** The browser's mark, when it is one of this account. */
  @Nullable String device(HttpServletRequest request, String name) {
    Cookie[] cookies = request.getCookies();
    return Stream.ofNullable(cookies)
        .flatMap(Arrays::stream)
        .filter(cookie -> cookie.getName().equals(NAME))
        .map(cookie -> cookie.getValue().split("\\.", 2))
        .filter(parts -> parts.length == 2 && isSigned(name, parts[0], parts[1]))
        .map(parts -> parts[0])
        .findFirst()
        .orElse(null);
  }

  private boolean isSigned(String name, String device, String signature) {
    return MessageDigest.isEqual(
        signature(name, device).getBytes(StandardCharsets.UTF_8),
        signature.getBytes(StandardCharsets.UTF_8));
  }

  private String signature(String name, String device) {
    byte[] code =
        vault.authenticationCode("device", (device + " " + name).getBytes(StandardCharsets.UTF_8));
    return Base64.getUrlEncoder().withoutPadding().encodeToString(code);
  }
}
