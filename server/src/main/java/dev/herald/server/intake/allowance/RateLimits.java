package dev.herald.server.intake.allowance;

import dev.herald.server.limit.cap.SharedCap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What an application's rate and quota are, and how much of them is left, as the headers of
 * draft-ietf-httpapi-ratelimit-headers-10 say it.
 */
public final class RateLimits {
  public static final String POLICY = "RateLimit-Policy";
  public static final String LEFT = "RateLimit";
  private static final long NANOS = 1_000_000_000L;

  private RateLimits() {}

  /**
   * {@code "rate";q=50;w=1, "quota";q=100000;w=86400}.
   *
   * @param caps by {@code rate} and {@code quota}
   * @return null: there are none
   */
  public static @Nullable String policy(Map<String, SharedCap> caps) {
    return joined(
        caps, cap -> "q=%d;w=%d".formatted(cap.cap().permits(), cap.cap().window().toSeconds()));
  }

  /** {@code "rate";r=0;t=1, "quota";r=99950}; {@code t} are seconds until there is one again. */
  public static @Nullable String left(Map<String, SharedCap> caps, long now) {
    return joined(
        caps,
        cap -> {
          int left = cap.remaining(now);
          return left > 0
              ? "r=" + left
              : "r=0;t=" + Math.max(1, Math.ceilDiv(cap.comesBack(now) - now, NANOS));
        });
  }

  /** What is said of one cap. */
  private interface Told {
    String of(SharedCap cap);
  }

  private static @Nullable String joined(Map<String, SharedCap> caps, Told told) {
    return caps.isEmpty()
        ? null
        : caps.entrySet().stream()
            .map(cap -> "\"%s\";%s".formatted(cap.getKey(), told.of(cap.getValue())))
            .collect(Collectors.joining(", "));
  }
}
