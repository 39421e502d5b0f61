package dev.herald.server.queue;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Which records in quarantine mention something. */
@Component
public class QuarantineMentions {
  /** Each is opened: so many of the newest, and no more. */
  private static final int LOOKED_AT = 200;

  private final Quarantine quarantine;

  QuarantineMentions(Quarantine quarantine) {
    this.quarantine = quarantine;
  }

  /**
   * A record that waits for somebody's decision.
   *
   * @param kind of what is wrong with it
   * @param fields that are wrong
   */
  public record Mention(
      UUID id,
      String queue,
      Instant arrivedAt,
      @Nullable String application,
      String kind,
      List<String> fields) {}

  /**
   * Newest first.
   *
   * @param sought in lower case; a record mentions it when its bytes have it
   * @param seen whether records of an application are the caller's to see; null: nobody's
   */
  public List<Mention> of(Set<String> sought, Predicate<@Nullable String> seen, int most) {
    return quarantine.list(null, Quarantine.State.WAITING, null, LOOKED_AT).stream()
        .filter(kept -> seen.test(kept.application()))
        .filter(kept -> mentions(kept.id(), sought))
        .limit(most)
        .flatMap(QuarantineMentions::mention)
        .toList();
  }

  private boolean mentions(UUID id, Set<String> sought) {
    return quarantine
        .body(id)
        .map(body -> new String(body, StandardCharsets.UTF_8).toLowerCase(Locale.ROOT))
        .filter(body -> sought.stream().anyMatch(body::contains))
        .isPresent();
  }

  private static Stream<Mention> mention(Quarantine.Kept kept) {
    return Stream.ofNullable(kept.about())
        .map(about ->
            new Mention(
                kept.id(),
                kept.queue(),
                kept.arrivedAt(),
                kept.application(),
                about.wrong().kind(),
                about.wrong().errors().stream().map(Quarantine.WrongField::field).toList()));
  }
}
