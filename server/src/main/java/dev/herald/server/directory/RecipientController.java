package dev.herald.server.directory;

import dev.herald.channel.Channel;
import dev.herald.server.audit.Act;
import dev.herald.server.audit.AuditLog;
import dev.herald.server.authorization.Caller;
import dev.herald.server.authorization.Permission;
import dev.herald.server.authorization.Reach;
import dev.herald.server.authorization.Requires;
import dev.herald.server.platform.BodyAccount;
import dev.herald.server.platform.json.NdjsonLines;
import dev.herald.server.platform.problem.FieldErrors;
import dev.herald.server.platform.problem.Page;
import dev.herald.server.platform.problem.RequestProblem;
import dev.herald.server.reason.DirectoryFault;
import dev.herald.server.reason.FieldFault;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/v1/tenants/{tenant}/recipients")
class RecipientController {
  private static final String MASK = "***";

  private final Tenants tenants;
  private final Recipients recipients;
  private final RecipientLines entries;
  private final AuditLog audit;

  RecipientController(
      Tenants tenants, Recipients recipients, RecipientLines entries, AuditLog audit) {
    this.tenants = tenants;
    this.recipients = recipients;
    this.entries = entries;
    this.audit = audit;
  }

  /** A recipient as the API shows it. */
  record RecipientView(
      String code,
      String name,
      @Nullable Locale locale,
      @Nullable String zone,
      Map<String, String> addresses,
      Map<String, String> attributes,
      List<String> channels) {
    static RecipientView of(Recipient recipient, boolean unmasked) {
      Map<String, String> addresses = new TreeMap<>();
      recipient
          .addresses()
          .forEach((channel, address) -> addresses.put(channel.name(), unmasked ? address : MASK));
      ZoneId zone = recipient.zone();
      return new RecipientView(
          recipient.code(),
          recipient.name(),
          recipient.locale(),
          zone == null ? null : zone.getId(),
          addresses,
          attributes(recipient, unmasked),
          recipient.channelOrder().stream().map(Channel::name).toList());
    }

    private static Map<String, String> attributes(Recipient recipient, boolean unmasked) {
      Map<String, String> attributes = new TreeMap<>(recipient.attributes());
      if (!unmasked) {
        attributes.replaceAll((_, _) -> MASK);
      }
      return attributes;
    }
  }

  /**
   * Whether the caller sees whole addresses, which is recorded.
   *
   * @param subject whose
   */
  private boolean unmasks(Caller.Staff caller, String kind, String subject) {
    boolean may = caller.may(Permission.SEE_PERSONAL_DATA);
    if (may) {
      audit.record(Act.of("recipient.seen", kind, subject));
    }
    return may;
  }

  /** Whom to look for. */
  record RecipientSearch(
      @Schema(requiredMode = Schema.RequiredMode.REQUIRED, minLength = 1, maxLength = 2048)
          @Nullable String address) {
    @Override
    public String toString() {
      return "recipient search";
    }
  }

  @Operation(
      operationId = "searchRecipients",
      summary = "The recipients of a tenant who have an address",
      description = "By the whole address. It is in the body, so that no log of addresses has it.")
  @Requires(Permission.READ)
  @PostMapping("/search")
  Page<RecipientView> search(
      Caller.Staff caller, @PathVariable String tenant, @RequestBody RecipientSearch sought) {
    if (sought.address() == null || sought.address().isBlank()) {
      throw new RequestProblem.Invalid("address", new FieldFault.FieldMissing());
    }
    Tenant owner = tenants.get(tenant);
    boolean unmasked = unmasks(caller, "tenant", tenant);
    return Page.all(
        recipients.having(owner, sought.address().strip()).stream()
            .map(each -> RecipientView.of(each, unmasked))
            .toList());
  }

  /** In the order of their codes. */
  @Operation(summary = "The recipients of a tenant")
  @Requires(Permission.READ)
  @GetMapping
  Page<RecipientView> list(
      Caller.Staff caller,
      @PathVariable String tenant,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(required = false) @Nullable Integer limit) {
    Tenant owner = tenants.get(tenant);
    boolean unmasked = unmasks(caller, "tenant", tenant);
    int size = Page.size(limit);
    List<Recipient> read = recipients.list(owner, Page.position(cursor), size + 1);
    return Page.of(
        read.stream().map(each -> RecipientView.of(each, unmasked)).toList(),
        size,
        RecipientView::code);
  }

  @Operation(summary = "A recipient")
  @Requires(Permission.READ)
  @GetMapping("/{code}")
  RecipientView get(Caller.Staff caller, @PathVariable String tenant, @PathVariable String code) {
    Tenant owner = tenants.get(tenant);
    Recipient recipient = recipients.get(owner, code);
    return RecipientView.of(
        recipient, unmasks(caller, "recipient", recipients.named(owner, recipient.code())));
  }

  @Operation(summary = "Make or change a recipient")
  @Requires(value = Permission.EDIT, across = Reach.Limit.APPLICATIONS)
  @PutMapping("/{code}")
  ResponseEntity<RecipientView> put(
      Caller.Staff caller,
      @PathVariable String tenant,
      @PathVariable String code,
      @RequestBody RecipientSpec spec) {
    Tenant owner = tenants.get(tenant);
    requireWhole(spec);
    return recipients
        .put(owner, code, spec)
        .answer(() -> RecipientView.of(recipients.get(owner, code), true));
  }

  /** Who may not see addresses must not write back what stood in their place. */
  private static void requireWhole(RecipientSpec spec) {
    FieldErrors errors = new FieldErrors();
    Optional.ofNullable(spec.addresses())
        .orElse(Map.of())
        .forEach((channel, address) -> {
          if (MASK.equals(address)) {
            errors.add("addresses." + channel, new DirectoryFault.AddressMasked());
          }
        });
    Optional.ofNullable(spec.attributes())
        .orElse(Map.of())
        .forEach((name, value) -> {
          if (MASK.equals(value)) {
            errors.add("attributes." + name, new DirectoryFault.AddressMasked());
          }
        });
    errors.throwIfAny();
  }

  @Operation(summary = "Take away a recipient")
  @Requires(value = Permission.EDIT, across = Reach.Limit.APPLICATIONS)
  @DeleteMapping("/{code}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void delete(Caller.Staff caller, @PathVariable String tenant, @PathVariable String code) {
    recipients.delete(tenants.get(tenant), code);
  }

  /** NDJSON in, one {@link RecipientLines.Result} a line out. */
  @Requires(value = Permission.EDIT, across = Reach.Limit.APPLICATIONS)
  @Operation(
      summary = "Make or change many recipients, one JSON object a line",
      requestBody =
          @io.swagger.v3.oas.annotations.parameters.RequestBody(
              content = {
                @Content(
                    mediaType = MediaType.APPLICATION_NDJSON_VALUE,
                    schema = @Schema(implementation = RecipientLines.Entry.class))
              }),
      responses =
          @ApiResponse(
              responseCode = "200",
              content = {
                @Content(
                    mediaType = MediaType.APPLICATION_NDJSON_VALUE,
                    schema = @Schema(implementation = RecipientLines.Result.class))
              }))
  @PostMapping(
      consumes = MediaType.APPLICATION_NDJSON_VALUE,
      produces = MediaType.APPLICATION_NDJSON_VALUE)
  void importAll(
      Caller.Staff caller,
      @PathVariable String tenant,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    Tenant owner = tenants.get(tenant);
    response.setContentType(MediaType.APPLICATION_NDJSON_VALUE);
    NdjsonLines lines =
        new NdjsonLines(
            request.getInputStream(), BodyAccount.of(request), RecipientLines.LONGEST_LINE);
    entries.run(owner, lines, response.getOutputStream());
  }
}
