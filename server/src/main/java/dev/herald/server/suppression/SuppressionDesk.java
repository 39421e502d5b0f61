package dev.herald.server.suppression;

import dev.herald.channel.Channel;
import dev.herald.channel.Destination;
import dev.herald.server.audit.Act;
import dev.herald.server.audit.AuditLog;
import dev.herald.server.authorization.Caller;
import dev.herald.server.authorization.Reach;
import dev.herald.server.directory.Addresses;
import dev.herald.server.directory.ChannelNames;
import dev.herald.server.directory.Tenant;
import dev.herald.server.directory.Tenants;
import dev.herald.server.platform.Ids;
import dev.herald.server.platform.problem.FieldErrors;
import dev.herald.server.platform.problem.RequestProblem;
import dev.herald.server.reason.FieldFault;
import dev.herald.server.reason.ProblemReason;
import dev.herald.server.reason.Thing;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What people may do with the list, within their reach; each act is in the audit log. */
@Component
class SuppressionDesk {
  private static final int LONGEST_NOTE = 200;

  /** Channels of these have addresses of no other kind. */
  private static final Set<Destination.Kind> ALONE =
      Set.of(Destination.Kind.EMAIL, Destination.Kind.PHONE);

  private final Suppressions suppressions;
  private final SuppressionStore store;
  private final ChannelNames channels;
  private final Tenants tenants;
  private final AuditLog audit;
  private final Clock clock;

  SuppressionDesk(
      Suppressions suppressions,
      SuppressionStore store,
      Tenants tenants,
      ChannelNames channels,
      AuditLog audit,
      Clock clock) {
    this.suppressions = suppressions;
    this.store = store;
    this.tenants = tenants;
    this.channels = channels;
    this.audit = audit;
    this.clock = clock;
  }

  SuppressionStore.Selection selection(
      Reach reach,
      @Nullable String tenant,
      @Nullable String channel,
      Suppression.@Nullable Cause cause) {
    return new SuppressionStore.Selection(tenantIds(reach, tenant), channel, cause);
  }

  /** Null: every tenant's. */
  private @Nullable Set<UUID> tenantIds(Reach reach, @Nullable String tenant) {
    if (tenant != null) {
      return Set.of(tenants.get(tenant).id());
    }
    Set<String> codes = reach.tenants();
    return codes == null
        ? null
        : codes.stream()
            .flatMap(code -> tenants.find(code).stream())
            .map(Tenant::id)
            .collect(Collectors.toSet());
  }

  /** By the whole address, as it would be written in any of the tenants' countries. */
  List<Suppression> ofAddress(Reach reach, String address, @Nullable String channel) {
    Set<UUID> keys = new HashSet<>();
    for (Destination.Kind kind : Destination.Kind.values()) {
      if (kind != Destination.Kind.NONE) {
        for (Locale locale : locales(reach)) {
          parsed(kind, address, locale).map(store::key).ifPresent(keys::add);
        }
      }
    }
    return store.of(keys, selection(reach, null, channel, null));
  }

  private Set<Locale> locales(Reach reach) {
    Set<Locale> locales =
        tenants.list().stream()
            .filter(tenant -> reach.seesTenant(tenant.code()))
            .map(Tenant::locale)
            .collect(Collectors.toSet());
    return locales.isEmpty() ? Set.of(Locale.ROOT) : locales;
  }

  private static Optional<Destination> parsed(Destination.Kind kind, String text, Locale locale) {
    return text.isBlank()
            || !(Addresses.parse(kind, text, locale) instanceof Addresses.Parsed.Right right)
        ? Optional.empty()
        : Optional.of(right.destination());
  }

  /**
   * What is to be put on the list.
   *
   * @param kind of the address; left out: what people have on the channel
   */
  record Wanted(
      @Nullable String tenant,
      @Nullable String channel,
      Destination.@Nullable Kind kind,
      @Nullable String address,
      @Nullable String note) {
    @Override
    public String toString() {
      return "suppression order";
    }
  }

  @Transactional
  public Suppression add(Caller caller, Reach reach, Wanted wanted) {
    Suppression entry = checked(caller, reach, wanted);
    if (!suppressions.add(entry)) {
      throw new RequestProblem.Conflict(new ProblemReason.AddressAlreadySuppressed());
    }
    audit.record(
        Act.of("suppression.added", "suppression", entry.id())
            .with(
                Map.of(
                    "tenant",
                    Objects.toString(wanted.tenant(), ""),
                    "channel",
                    entry.channel().name())));
    return entry;
  }

  private Suppression checked(Caller caller, Reach reach, Wanted wanted) {
    FieldErrors errors = new FieldErrors();
    Tenant tenant = tenant(reach, wanted.tenant(), errors);
    Channel channel = channel(wanted.channel(), errors);
    String note = errors.optionalText("note", wanted.note(), LONGEST_NOTE);
    Destination address = address(wanted, channel, tenant, errors);
    errors.throwIfAny();
    return new Suppression(
        Ids.next(),
        Objects.requireNonNull(tenant).id(),
        Objects.requireNonNull(channel),
        Objects.requireNonNull(address),
        Suppression.Cause.ADDED,
        null,
        null,
        null,
        caller.name(),
        note,
        clock.instant());
  }

  private @Nullable Tenant tenant(Reach reach, @Nullable String code, FieldErrors errors) {
    if (code == null) {
      errors.add("tenant", new FieldFault.FieldMissing());
      return null;
    }
    Optional<Tenant> tenant = tenants.find(code).filter(found -> reach.seesTenant(found.code()));
    if (tenant.isEmpty()) {
      errors.add("tenant", new FieldFault.ThingUnknown(Thing.TENANT.word(), code));
    }
    return tenant.orElse(null);
  }

  private @Nullable Channel channel(@Nullable String name, FieldErrors errors) {
    if (name == null) {
      errors.add("channel", new FieldFault.FieldMissing());
      return null;
    }
    if (!channels.known().contains(name)) {
      errors.add("channel", new FieldFault.ThingUnknown(Thing.CHANNEL.word(), name));
      return null;
    }
    try {
      return new Channel(name);
    } catch (IllegalArgumentException _) {
      errors.add("channel", new FieldFault.CodeInvalid(name));
      return null;
    }
  }

  private static @Nullable Destination address(
      Wanted wanted, @Nullable Channel channel, @Nullable Tenant tenant, FieldErrors errors) {
    String written = wanted.address();
    if (written == null || written.isBlank()) {
      errors.add("address", new FieldFault.FieldMissing());
      return null;
    }
    if (channel == null || tenant == null) {
      return null;
    }
    Destination.Kind kind = wanted.kind() == null ? Addresses.kindOf(channel) : wanted.kind();
    if (kind == Destination.Kind.NONE) {
      errors.add("kind", new FieldFault.ValueMisfit());
      return null;
    }
    Destination.Kind only = Addresses.kindOf(channel);
    if (ALONE.contains(only) && kind != only) {
      errors.add("kind", new FieldFault.ChoiceWrong(List.of(only.name())));
      return null;
    }
    return switch (Addresses.parse(kind, written, tenant.locale())) {
      case Addresses.Parsed.Right(Destination right) -> right;
      case Addresses.Parsed.Wrong(var error) -> {
        errors.add(error.within("address"));
        yield null;
      }
    };
  }

  @Transactional
  public void lift(Reach reach, UUID id) {
    Suppression entry = find(reach, id);
    if (!store.delete(id)) {
      throw new RequestProblem.NotFound(Thing.SUPPRESSION, id);
    }
    audit.record(
        Act.of("suppression.lifted", "suppression", id)
            .with(
                Map.of(
                    "tenant", tenants.get(entry.tenantId()).code(),
                    "channel", entry.channel().name(),
                    "cause", entry.cause())));
  }

  Suppression find(Reach reach, UUID id) {
    return store
        .find(id)
        .filter(entry -> reach.seesTenant(tenants.get(entry.tenantId()).code()))
        .orElseThrow(() -> new RequestProblem.NotFound(Thing.SUPPRESSION, id));
  }

  String tenant(Suppression entry) {
    return tenants.get(entry.tenantId()).code();
  }
}
