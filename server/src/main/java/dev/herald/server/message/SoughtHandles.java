package dev.herald.server.message;

import dev.herald.server.platform.problem.FieldErrors;
import dev.herald.server.platform.vault.Vault;
import dev.herald.server.reason.SubmissionFault;
import io.swagger.v3.oas.annotations.media.Schema;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Stands for what is sought where an address would show it: addresses of pages and of requests are
 * kept by histories and logs. A handle is the sealed search itself, so that every process opens it
 * and none has to keep it.
 */
@Component
class SoughtHandles {
  private static final Duration LIVES = Duration.ofHours(12);
  private static final int LONGEST = 500;
  private static final String CONTEXT = "search handle";

  private final Vault vault;
  private final JsonMapper json;
  private final Clock clock;

  SoughtHandles(Vault vault, JsonMapper json, Clock clock) {
    this.vault = vault;
    this.json = json;
    this.clock = clock;
  }

  /**
   * What is known of a message.
   *
   * @param destination a whole address in any usual form
   * @param recipient a recipient's code; the list needs its tenant beside it
   * @param name the whole name of recipients
   * @param variable the value of a searchable variable
   */
  record SoughtSpec(
      @Schema(maxLength = LONGEST) @Nullable String destination,
      @Schema(maxLength = LONGEST) @Nullable String recipient,
      @Schema(maxLength = LONGEST) @Nullable String name,
      @Schema(maxLength = LONGEST) @Nullable String variable) {
    /** Neither address nor variable. */
    @Override
    public String toString() {
      return "sought";
    }
  }

  /**
   * @param sought what to pass as {@code sought}
   * @param until when it stops working
   */
  record Handle(String sought, Instant until) {}

  private record Kept(Map<String, String> sought, Instant until) {}

  /**
   * @throws dev.herald.server.platform.problem.RequestProblem.Invalid when nothing is sought
   */
  Handle of(SoughtSpec spec) {
    FieldErrors errors = new FieldErrors();
    Map<String, String> sought = new TreeMap<>();
    put(sought, "destination", spec.destination(), errors);
    put(sought, "recipient", spec.recipient(), errors);
    put(sought, "name", spec.name(), errors);
    put(sought, "variable", spec.variable(), errors);
    if (sought.isEmpty()) {
      errors.add("destination", new SubmissionFault.SearchInvalid());
    }
    errors.throwIfAny();
    Instant until = clock.instant().plus(LIVES);
    byte[] sealed = vault.seal(json.writeValueAsString(new Kept(sought, until)), CONTEXT);
    return new Handle(Base64.getUrlEncoder().withoutPadding().encodeToString(sealed), until);
  }

  private static void put(
      Map<String, String> sought, String name, @Nullable String text, FieldErrors errors) {
    if (text == null || text.isBlank()) {
      return;
    }
    if (text.length() > LONGEST) {
      errors.add(name, new SubmissionFault.SearchInvalid());
    }
    sought.put(name, text.strip());
  }

  /** Empty when it is none, or too old. */
  Optional<Map<String, String>> open(String handle) {
    try {
      byte[] sealed = Base64.getUrlDecoder().decode(handle.getBytes(StandardCharsets.US_ASCII));
      Kept kept = json.readValue(vault.openText(sealed, CONTEXT), Kept.class);
      return kept.until.isAfter(clock.instant()) ? Optional.of(kept.sought) : Optional.empty();
    } catch (IllegalArgumentException | Vault.Unopened | JacksonException none) {
      return Optional.empty();
    }
  }
}
