package dev.herald.server.inbox;

import dev.herald.channel.Destination;
import dev.herald.server.application.RecipientTokens;
import dev.herald.server.authorization.Caller;
import dev.herald.server.authorization.KeyMode;
import dev.herald.server.authorization.Permission;
import dev.herald.server.authorization.Requires;
import dev.herald.server.directory.Addresses;
import dev.herald.server.directory.Tenant;
import dev.herald.server.directory.Tenants;
import dev.herald.server.platform.json.OnlyText;
import dev.herald.server.platform.problem.FieldErrors;
import dev.herald.server.reason.FieldFault;
import dev.herald.server.reason.Thing;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.annotation.JsonDeserialize;

/** For business systems that show inboxes: they say who is signed in with them. */
@RestController
@RequestMapping("/v1/inbox/tokens")
@Tag(name = "Inbox")
class InboxTokenController {
  private static final Duration USUAL = Duration.ofMinutes(15);
  private static final Duration SHORTEST = Duration.ofMinutes(1);
  private static final Duration LONGEST = Duration.ofHours(1);

  private final RecipientTokens tokens;
  private final Tenants tenants;
  private final Clock clock;

  InboxTokenController(RecipientTokens tokens, Tenants tenants, Clock clock) {
    this.tokens = tokens;
    this.tenants = tenants;
    this.clock = clock;
  }

  /**
   * Whose inbox a token opens.
   *
   * @param recipient the recipient's code, or its address on the channel inbox where it has one
   * @param life left out: 15m
   */
  @Schema(name = "InboxTokenOrder")
  record TokenOrder(
      @Schema(requiredMode = Schema.RequiredMode.REQUIRED, example = "acme")
          @Nullable String tenant,
      @Schema(requiredMode = Schema.RequiredMode.REQUIRED, example = "E1001")
          @JsonDeserialize(using = OnlyText.class)
          @Nullable String recipient,
      @Schema(example = "15m", description = "1m to 1h") @Nullable String life) {
    /** Without the recipient. */
    @Override
    public String toString() {
      return "token order";
    }
  }

  /** A token, to be given to the recipient's browser or app. */
  @Schema(name = "InboxToken")
  record Token(String token, Instant expiresAt) {
    @Override
    public String toString() {
      return "token until " + expiresAt;
    }
  }

  @Requires(Permission.INBOX)
  @PostMapping
  @ResponseStatus(HttpStatus.CREATED)
  @Operation(
      operationId = "makeInboxToken",
      summary = "Make a token by which a recipient reads its inbox",
      description =
          "It opens what this application sends to this recipient of this tenant, and nothing else.")
  Token make(Caller.OfApplication caller, @RequestBody TokenOrder order) {
    FieldErrors errors = new FieldErrors();
    Optional<Tenant> tenant = tenant(order.tenant(), errors);
    String address = address(order.recipient(), tenant, errors);
    Duration life = life(order.life(), errors);
    errors.throwIfAny();
    Instant until = clock.instant().plus(life);
    return new Token(
        tokens.make(
            new Caller.OfRecipient(
                caller.application().id(),
                tenant.orElseThrow().id(),
                address,
                caller.mode() == KeyMode.TEST ? KeyMode.TEST : KeyMode.LIVE,
                until)),
        until);
  }

  private Optional<Tenant> tenant(@Nullable String code, FieldErrors errors) {
    Optional<Tenant> tenant = code == null ? Optional.empty() : tenants.find(code);
    if (tenant.isEmpty()) {
      errors.add(
          "tenant",
          code == null
              ? new FieldFault.FieldMissing()
              : new FieldFault.ThingUnknown(Thing.TENANT.word(), code));
    }
    return tenant;
  }

  private static String address(
      @Nullable String written, Optional<Tenant> tenant, FieldErrors errors) {
    if (written == null) {
      errors.add("recipient", new FieldFault.FieldMissing());
      return "";
    }
    if (tenant.isEmpty()) {
      return "";
    }
    return switch (Addresses.parse(Destination.Kind.USER, written, tenant.get().locale())) {
      case Addresses.Parsed.Right(Destination destination) -> destination.address();
      case Addresses.Parsed.Wrong(var error) -> {
        errors.add(error.within("recipient"));
        yield "";
      }
    };
  }

  private static Duration life(@Nullable String written, FieldErrors errors) {
    return written == null
        ? USUAL
        : Objects.requireNonNullElse(errors.duration("life", written, SHORTEST, LONGEST), USUAL);
  }
}
