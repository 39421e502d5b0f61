package dev.herald.server.directory;

import dev.herald.channel.Channel;
import dev.herald.channel.Destination;
import dev.herald.channel.Destination.Kind;
import dev.herald.server.audit.Act;
import dev.herald.server.audit.AuditLog;
import dev.herald.server.platform.Change;
import dev.herald.server.platform.database.CommittedCache;
import dev.herald.server.platform.database.GroupCommit;
import dev.herald.server.platform.database.Outage;
import dev.herald.server.platform.problem.FieldErrors;
import dev.herald.server.platform.problem.RequestProblem;
import dev.herald.server.reason.Thing;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The people of the tenants. */
@Service
public class Recipients implements DisposableBean {
  private static final GroupCommit.Settings TOGETHER =
      new GroupCommit.Settings(1, 500, 20_000, Duration.ofSeconds(5));

  private final RecipientStore store;
  private final RecipientRules rules;
  private final JsonMapper json;
  private final AuditLog audit;
  private final List<RecipientGuard> guards;
  private final CommittedCache<RecipientStore.Key, Recipient> cache = new CommittedCache<>(50_000);

  /** Concurrent callers that each look for one person share a query. */
  private final GroupCommit<RecipientStore.Key, Optional<Recipient>> lookups;

  Recipients(
      RecipientStore store,
      RecipientRules rules,
      JsonMapper json,
      AuditLog audit,
      List<RecipientGuard> guards) {
    this.store = store;
    this.rules = rules;
    this.json = json;
    this.audit = audit;
    this.guards = guards;
    this.lookups = new GroupCommit<>("recipients", TOGETHER, _ -> 1, this::readTogether);
  }

  /** Those that there are, by the code as it is asked for, in one query for all of them. */
  public Map<String, Recipient> find(UUID tenantId, Collection<String> codes) {
    Set<RecipientStore.Key> keys =
        codes.stream()
            .flatMap(code -> RecipientCode.forms(code).stream())
            .map(code -> new RecipientStore.Key(tenantId, code))
            .collect(Collectors.toUnmodifiableSet());
    if (Outage.isNow()) {
      Map<String, Recipient> known = among(cache.lastKnown(keys), tenantId, codes);
      if (known.keySet().containsAll(codes)) {
        return known;
      }
    }
    return among(cache.getAll(keys, this::read), tenantId, codes);
  }

  private static Map<String, Recipient> among(
      Map<RecipientStore.Key, Recipient> kept, UUID tenantId, Collection<String> codes) {
    Map<String, Recipient> found = new HashMap<>();
    for (String asked : codes) {
      for (String code : RecipientCode.forms(asked)) {
        Recipient recipient = kept.get(new RecipientStore.Key(tenantId, code));
        if (recipient != null) {
          found.merge(asked, recipient, (one, other) -> one.code().equals(asked) ? one : other);
        }
      }
    }
    return found;
  }

  private Map<RecipientStore.Key, Recipient> read(Set<? extends RecipientStore.Key> missing) {
    if (missing.size() == 1 && !TransactionSynchronizationManager.isActualTransactionActive()) {
      RecipientStore.Key only = missing.iterator().next();
      return lookups.write(only).map(found -> Map.of(only, found)).orElse(Map.of());
    }
    return store.find(List.copyOf(missing));
  }

  private List<Optional<Recipient>> readTogether(List<RecipientStore.Key> keys) {
    Map<RecipientStore.Key, Recipient> found = store.find(keys);
    return keys.stream().map(key -> Optional.ofNullable(found.get(key))).toList();
  }

  @Override
  public void destroy() {
    lookups.close();
  }

  /**
   * @throws RequestProblem.NotFound when the tenant has none with this code
   */
  public Recipient get(Tenant tenant, String code) {
    return find(tenant.id(), List.of(code)).values().stream()
        .findAny()
        .orElseThrow(() -> none(code));
  }

  /**
   * @param tenantIds of some of these; empty: of any
   */
  public List<Recipient> withCode(String code, Collection<UUID> tenantIds) {
    return store.withCode(code, tenantIds);
  }

  /**
   * Those that have one of these addresses.
   *
   * @param tenantIds of some of these; empty: of any
   */
  public List<Recipient> having(Collection<Destination> addresses, Collection<UUID> tenantIds) {
    return store.having(addresses, tenantIds);
  }

  /**
   * Those of this whole name, in any case, who were saved since names are indexed.
   *
   * @param tenantIds of some of these; empty: of any
   */
  public List<Recipient> named(String name, Collection<UUID> tenantIds) {
    return store.named(name, tenantIds);
  }

  /** In the order of their codes, those behind one. */
  public List<Recipient> list(Tenant tenant, String afterCode, int limit) {
    return store.list(tenant.id(), afterCode, limit);
  }

  /** Those that can be reached at this address, whatever kind of address it is. */
  List<Recipient> having(Tenant tenant, String address) {
    List<Destination> possible = new ArrayList<>();
    for (Kind kind : Kind.values()) {
      if (kind != Kind.NONE
          && Addresses.parse(kind, address, tenant.locale())
              instanceof Addresses.Parsed.Right(Destination destination)) {
        possible.add(destination);
      }
    }
    return store.having(tenant.id(), possible);
  }

  /**
   * Creates or updates a recipient; joins the caller's transaction.
   *
   * @throws RequestProblem.Invalid naming every wrong field
   */
  @Transactional
  public Change put(Tenant tenant, String written, RecipientSpec spec) {
    FieldErrors errors = new FieldErrors();
    Recipient checked = rules.check(tenant, written, spec, errors);
    errors.throwIfAny();
    String code = checked.code();
    Recipient present = present(tenant, List.of(checked)).get(code);
    Recipient wanted = checked.over(present);
    JsonNode before = present == null ? null : described(present);
    Change change =
        Change.between("recipient", tenant.code() + "/" + code, before, described(wanted));
    if (change.action() != Change.Action.UNCHANGED) {
      write(List.of(wanted));
      audit.record(Act.ofPersonal(change, store.named(tenant, code)));
    }
    return change;
  }

  private JsonNode described(Recipient recipient) {
    Locale locale = recipient.locale();
    ZoneId zone = recipient.zone();
    Map<String, String> addresses = new HashMap<>();
    recipient.addresses().forEach((channel, address) -> addresses.put(channel.name(), address));
    return json.valueToTree(
        new RecipientSpec(
            recipient.name(),
            locale == null ? null : locale.toLanguageTag(),
            zone == null ? null : zone.getId(),
            addresses,
            recipient.attributes(),
            recipient.channelOrder().stream().map(Channel::name).toList()));
  }

  /** The recipient of a specification; to be used only when {@code errors} stays empty. */
  public Recipient checked(Tenant tenant, String written, RecipientSpec spec, FieldErrors errors) {
    return rules.check(tenant, written, spec, errors);
  }

  /**
   * What writing these would do.
   *
   * @param wanted of one tenant, each code once
   */
  public Map<String, Change.Action> compare(Tenant tenant, List<Recipient> wanted) {
    return compare(wanted, present(tenant, wanted));
  }

  private Map<String, Recipient> present(Tenant tenant, List<Recipient> wanted) {
    return store
        .find(
            wanted.stream().map(each -> new RecipientStore.Key(tenant.id(), each.code())).toList())
        .values()
        .stream()
        .collect(Collectors.toMap(Recipient::code, Function.identity()));
  }

  private static Map<String, Change.Action> compare(
      List<Recipient> wanted, Map<String, Recipient> present) {
    Map<String, Change.Action> actions = new HashMap<>();
    for (Recipient recipient : wanted) {
      Recipient before = present.get(recipient.code());
      actions.put(
          recipient.code(),
          before == null
              ? Change.Action.CREATED
              : same(before, recipient.over(before))
                  ? Change.Action.UNCHANGED
                  : Change.Action.UPDATED);
    }
    return actions;
  }

  /**
   * Writes those that differ from what is there; joins the caller's transaction.
   *
   * @param wanted of one tenant, each code once
   * @return what became of each code
   */
  @Transactional
  public Map<String, Change.Action> putAll(Tenant tenant, List<Recipient> wanted) {
    Map<String, Recipient> present = present(tenant, wanted);
    Map<String, Change.Action> actions = compare(wanted, present);
    List<Recipient> different =
        wanted.stream()
            .filter(each -> actions.get(each.code()) != Change.Action.UNCHANGED)
            .map(each -> each.over(present.get(each.code())))
            .toList();
    write(different);
    if (!different.isEmpty()) {
      audit.record(
          Act.of("recipient.imported", "tenant", tenant.code())
              .with(
                  Map.of(
                      "recipients",
                      different.stream().map(each -> store.nameOf(tenant, each.code())).toList())));
    }
    return actions;
  }

  private static boolean same(Recipient one, Recipient other) {
    return one.name().equals(other.name())
        && Objects.equals(one.locale(), other.locale())
        && Objects.equals(one.zone(), other.zone())
        && one.addresses().equals(other.addresses())
        && one.traits().equals(other.traits());
  }

  private void write(List<Recipient> recipients) {
    if (!recipients.isEmpty()) {
      store.write(recipients);
      recipients.forEach(
          recipient -> cache.evict(new RecipientStore.Key(recipient.tenantId(), recipient.code())));
    }
  }

  /**
   * @throws RequestProblem.Conflict when something keeps it
   */
  @Transactional
  void delete(Tenant tenant, String written) {
    Recipient recipient = get(tenant, written);
    String code = recipient.code();
    guards.forEach(guard -> guard.requireFree(tenant.id(), recipient.id()));
    remove(tenant, code);
    audit.record(Act.of("recipient.deleted", "recipient", store.named(tenant, code)));
  }

  /**
   * A recipient to those who have no business with its addresses.
   *
   * @param name as the audit log has it
   */
  public record Known(UUID id, String name) {}

  /**
   * @throws RequestProblem.NotFound when the tenant has none with this code
   */
  public Known known(Tenant tenant, String code) {
    Recipient recipient = get(tenant, code);
    return new Known(recipient.id(), store.named(tenant, recipient.code()));
  }

  /** Without a word of it in the audit log: whoever calls this writes it. */
  public void remove(Tenant tenant, String code) {
    if (!store.delete(tenant.id(), code)) {
      throw none(code);
    }
    cache.evict(new RecipientStore.Key(tenant.id(), code));
  }

  /** What is kept of it in memory is out of date. */
  void changed(UUID tenantId, String code) {
    cache.evict(new RecipientStore.Key(tenantId, code));
  }

  /** How the audit log names a recipient. */
  public String named(Tenant tenant, String code) {
    return store.named(tenant, code);
  }

  private static RequestProblem.NotFound none(String code) {
    return new RequestProblem.NotFound(Thing.RECIPIENT, code);
  }
}
