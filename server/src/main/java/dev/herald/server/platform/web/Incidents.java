package dev.herald.server.platform.web;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Arrays;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs bugs so that each is found, and none fills the log: where it happened in a few lines, once
 * an hour, and a line for each further time.
 */
final class Incidents {
  private static final Logger log = LoggerFactory.getLogger(Incidents.class);
  private static final Duration ONCE_IN = Duration.ofHours(1);
  private static final int MOST_PLACES = 1_000;
  private static final int DEEPEST_CAUSE = 5;
  private static final int FRAMES = 12;
  private static final int LONGEST_MESSAGE = 500;

  private final Cache<String, UUID> shown =
      Caffeine.newBuilder().maximumSize(MOST_PLACES).expireAfterWrite(ONCE_IN).build();

  /**
   * @param incident what the caller was told to look for
   */
  void log(UUID incident, Throwable failure) {
    String place = place(failure);
    UUID first = shown.asMap().putIfAbsent(place, incident);
    if (first == null) {
      log.error("incident {}{}", incident, trace(failure));
    } else {
      log.error("incident {}: like incident {}, {}", incident, first, place);
    }
  }

  /** What tells one bug from another: the kinds of its exceptions, and where the first arose. */
  private static String place(Throwable failure) {
    Throwable root = failure;
    StringBuilder kinds = new StringBuilder(failure.getClass().getSimpleName());
    for (int depth = 0; depth < DEEPEST_CAUSE && root.getCause() != null; depth++) {
      root = root.getCause();
      kinds.append(" <- ").append(root.getClass().getSimpleName());
    }
    StackTraceElement[] frames = root.getStackTrace();
    return frames.length == 0 ? kinds.toString() : kinds + " at " + frames[0];
  }

  private static String trace(Throwable failure) {
    StringBuilder trace = new StringBuilder();
    @Nullable Throwable cause = failure;
    for (int depth = 0; depth <= DEEPEST_CAUSE && cause != null; depth++) {
      trace.append("\n").append(depth == 0 ? "" : "caused by ").append(headline(cause));
      trace.append(frames(cause));
      cause = cause.getCause();
    }
    return trace.toString();
  }

  private static String headline(Throwable failure) {
    String line = failure.toString();
    return line.length() <= LONGEST_MESSAGE ? line : line.substring(0, LONGEST_MESSAGE) + "…";
  }

  private static String frames(Throwable failure) {
    return Arrays.stream(failure.getStackTrace())
        .limit(FRAMES)
        .map(frame -> "\n    at " + frame)
        .collect(Collectors.joining());
  }
}
