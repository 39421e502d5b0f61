package dev.herald.sandbox.standin;

import dev.herald.sandbox.outbox.SignatureCheck;
import dev.herald.sandbox.rule.Reason;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A provider's error table.
 *
 * <p>It is written as text, a code a line: HTTP status, code, tags, message.
 *
 * <pre>
 * 400 21211 RECIPIENT,unknown  not a valid phone number
 * 429 20429 THROTTLED,retry=2  too many requests
 * 400 21602 -                  a body is required
 * </pre>
 *
 * A tag says when the stand-in uses the line by itself: a {@link Reason}, what was found of the
 * signature (MISSING, WRONG, STALE, and LOGIN where a token is asked for), or the {@link Fate} of a
 * destination. {@code PATH} is what an unknown path meets, {@code METHOD} a known one with another
 * method, {@code retry=2} the hint in seconds. Of several lines with a tag the first counts; what
 * has no line of its own takes that of the wider reason.
 */
public final class Codes {
  private final List<Row> rows;

  private record Row(Set<String> tags, Refusal refusal) {}

  private Codes(List<Row> rows) {
    this.rows = rows;
  }

  /**
   * @throws IllegalArgumentException when a line can't be read
   */
  public static Codes of(String table) {
    return new Codes(table.lines().filter(line -> !line.isBlank()).map(Codes::row).toList());
  }

  private static Row row(String line) {
    String[] cells = line.strip().split(" +", 4);
    if (cells.length < 4) {
      throw new IllegalArgumentException("status, code, tags and message, not: " + line);
    }
    Set<String> tags = Set.of(cells[2].split(","));
    return new Row(
        tags, new Refusal(Integer.parseInt(cells[0]), cells[1], cells[3], retryAfter(tags)));
  }

  private static @Nullable Integer retryAfter(Set<String> tags) {
    return tags.stream()
        .filter(tag -> tag.startsWith("retry="))
        .map(tag -> Integer.valueOf(tag.substring("retry=".length())))
        .findFirst()
        .orElse(null);
  }

  /** The codes in the table, in its order. */
  public List<String> all() {
    return rows.stream().map(row -> row.refusal().code()).distinct().toList();
  }

  /** The line with this code; one that the table lacks has the status of a bad request. */
  public Refusal refusal(String code) {
    return find(row -> row.refusal().code().equals(code))
        .orElseGet(() -> new Refusal(anyStatus(code), code, "", null));
  }

  private int anyStatus(String code) {
    boolean bodyDecides = rows.stream().allMatch(row -> row.refusal().status() == 200);
    return bodyDecides ? 200 : code.matches("[45]\\d\\d") ? Integer.parseInt(code) : 400;
  }

  public Refusal refusal(Reason reason) {
    return tagged(reason.name())
        .orElseGet(() ->
            refusal(
                switch (reason) {
                  case TEMPLATE -> Reason.CONTENT;
                  case RECIPIENT, QUOTA -> Reason.CREDENTIALS;
                  case CREDENTIALS, THROTTLED, BUSY, CONTENT ->
                      throw new IllegalStateException("the table has no line for " + reason);
                }));
  }

  /** Null when the signature is good enough. */
  @Nullable Refusal refusal(SignatureCheck found) {
    return switch (found) {
      case MISSING, WRONG, STALE ->
          tagged(found.name()).orElseGet(() -> refusal(Reason.CREDENTIALS));
      case VERIFIED, UNVERIFIED, NONE, UNCHECKED -> null;
    };
  }

  /** As {@link #refusal(SignatureCheck)}, where a token is asked for. */
  @Nullable Refusal refusalOfLogin(SignatureCheck found) {
    return refusal(found) == null
        ? null
        : tagged("LOGIN").orElseGet(() -> refusal(Reason.CREDENTIALS));
  }

  /** What a destination meets by its name alone; null when nothing. */
  public @Nullable Refusal refusalOf(String destination) {
    return refusal(Fate.of(destination));
  }

  /** Null when such a destination is accepted at first. */
  public @Nullable Refusal refusal(@Nullable Fate fate) {
    return fate == null
        ? null
        : fate.reason()
            .map(reason -> tagged(fate.word()).orElseGet(() -> refusal(reason)))
            .orElse(null);
  }

  Refusal unknownPath() {
    return tagged("PATH").orElseGet(() -> new Refusal(404, "404", "no such path", null));
  }

  Refusal unknownMethod() {
    return tagged("METHOD").orElseGet(() -> new Refusal(405, "405", "not with this method", null));
  }

  private Optional<Refusal> tagged(String tag) {
    return find(row -> row.tags().contains(tag));
  }

  private Optional<Refusal> find(Function<Row, Boolean> wanted) {
    return rows.stream().filter(wanted::apply).map(Row::refusal).findFirst();
  }
}
