package dev.herald.server.identity.signin;

import dev.herald.server.authorization.User;
import dev.herald.server.platform.vault.Vault;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;

/**
 * Marks a browser as one in which users have signed in. It opens nothing: it only keeps that
 * browser's attempts at their accounts apart from those of strangers.
 */
@Component
class DeviceCookie {
  private static final String NAME = "__Host-herald-device";
  private static final Duration LIFE = Duration.ofDays(400);
  private static final String BETWEEN = "~";

  /** Colleagues who share a browser keep their marks. */
  private static final int MOST = 8;

  private final Vault vault;

  DeviceCookie(Vault vault) {
    this.vault = vault;
  }

  /** One user's mark: a random name of the browser, and what vouches for it. */
  private record Mark(String device, String signature) {
    static Stream<Mark> parse(String text) {
      String[] parts = text.split("\\.", 2);
      return parts.length == 2 ? Stream.of(new Mark(parts[0], parts[1])) : Stream.empty();
    }

    String text() {
      return device + "." + signature;
    }
  }

  /** The browser with a new mark of this user, and those that it has of others. */
  ResponseCookie of(HttpServletRequest request, User user) {
    String device = UUID.randomUUID().toString();
    Mark fresh = new Mark(device, signature(user.name(), device));
    Stream<Mark> others = marks(request).filter(mark -> !isOf(user.name(), mark));
    String value =
        Stream.concat(Stream.of(fresh), others)
            .limit(MOST)
            .map(Mark::text)
            .collect(Collectors.joining(BETWEEN));
    return ResponseCookie.from(NAME, value)
        .path("/")
        .secure(true)
        .httpOnly(true)
        .sameSite("Lax")
        .maxAge(LIFE)
        .build();
  }

  /** The browser's mark, when it has one of this account. */
  @Nullable String device(HttpServletRequest request, String name) {
    String account = name.strip().toLowerCase(Locale.ROOT);
    return marks(request)
        .filter(mark -> isOf(account, mark))
        .map(Mark::device)
        .findFirst()
        .orElse(null);
  }

  private static Stream<Mark> marks(HttpServletRequest request) {
    Cookie[] cookies = request.getCookies();
    return Stream.ofNullable(cookies)
        .flatMap(Arrays::stream)
        .filter(cookie -> cookie.getName().equals(NAME))
        .flatMap(cookie -> Arrays.stream(cookie.getValue().split(BETWEEN)))
        .limit(MOST)
        .flatMap(Mark::parse);
  }

  private boolean isOf(String name, Mark mark) {
    return MessageDigest.isEqual(
        signature(name, mark.device()).getBytes(StandardCharsets.UTF_8),
        mark.signature().getBytes(StandardCharsets.UTF_8));
  }

  private String signature(String name, String device) {
    byte[] code =
        vault.authenticationCode("device", (device + " " + name).getBytes(StandardCharsets.UTF_8));
    return Base64.getUrlEncoder().withoutPadding().encodeToString(code);
  }
}
