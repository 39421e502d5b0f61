package dev.herald.server.platform.problem;

import dev.herald.server.reason.ProblemReason;
import dev.herald.server.reason.Thing;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What its caller has seen of a thing that it wants to change, as If-Match and If-None-Match say.
 *
 * @param seen tags, one of which the thing must have; null: any, or none
 * @param absent whether the thing must not be there
 */
public record Precondition(@Nullable List<String> seen, boolean absent) {
  /** A caller that says nothing of what it has seen. */
  public static final Precondition NONE = new Precondition(null, false);

  private static final String ANY = "*";

  /** A weak tag is the same content, but not the same bytes: If-Match takes strong ones alone. */
  private static final Pattern TAG = Pattern.compile("(W/)?(\"[\\x21\\x23-\\x7e\\x80-\\xff]*\")");

  /** Of all changes of configuration, in all processes: they are few, and short. */
  private static final long LOCK = 0x6865_7261_6c64L;

  public static Precondition of(HttpServletRequest request) {
    String absent = request.getHeader(HttpHeaders.IF_NONE_MATCH);
    return new Precondition(
        seen(Collections.list(request.getHeaders(HttpHeaders.IF_MATCH))),
        absent != null && absent.strip().equals(ANY));
  }

  private static @Nullable List<String> seen(List<String> headers) {
    if (headers.isEmpty()) {
      return null;
    }
    List<String> tags = new ArrayList<>();
    for (String header : headers) {
      if (header.strip().equals(ANY)) {
        tags.add(ANY);
      }
      Matcher tag = TAG.matcher(header);
      while (tag.find()) {
        if (tag.group(1) == null) {
          tags.add(tag.group(2));
        }
      }
    }
    return tags;
  }

  /** Holds off other changes of configuration until the transaction ends. */
  public static void holdOffOthers(JdbcClient jdbc) {
    jdbc.sql("select pg_advisory_xact_lock(?)").param(LOCK).query((_, _) -> 0).single();
  }

  /**
   * @param kind and {@code key} name the thing to people
   * @param present its tag; null: it is not there
   * @throws RequestProblem.Stale when it is not as the caller has seen it
   */
  public void require(Thing kind, String key, @Nullable String present) {
    if (absent && present != null) {
      throw new RequestProblem.Stale(new ProblemReason.ThingPresent(kind.word(), key));
    }
    if (seen != null && (present == null || !(seen.contains(ANY) || seen.contains(present)))) {
      throw new RequestProblem.Stale(
          present == null
              ? new ProblemReason.ThingAbsent(kind.word(), key)
              : new ProblemReason.ThingChanged(kind.word(), key));
    }
  }
}
