package dev.herald.server.directory;

import dev.herald.server.audit.Act;
import dev.herald.server.audit.AuditLog;
import dev.herald.server.platform.Change;
import dev.herald.server.platform.Ids;
import dev.herald.server.platform.database.CommittedCache;
import dev.herald.server.platform.problem.EntityTag;
import dev.herald.server.platform.problem.FieldErrors;
import dev.herald.server.platform.problem.Precondition;
import dev.herald.server.platform.problem.RequestProblem;
import dev.herald.server.reason.DirectoryFault;
import dev.herald.server.reason.FieldFault;
import dev.herald.server.reason.ProblemReason;
import dev.herald.server.reason.Thing;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The companies whose people receive. */
@Service
public class Tenants {
  private static final Pattern COLOR = Pattern.compile("#[0-9a-f]{6}");
  private static final int HEAVIEST = 100;

  private final JdbcClient jdbc;
  private final JsonMapper json;
  private final AuditLog audit;
  private final CommittedCache<String, Optional<Tenant>> byCode = new CommittedCache<>(10_000);
  private final CommittedCache<UUID, Optional<Tenant>> byId = new CommittedCache<>(10_000);

  Tenants(JdbcClient jdbc, JsonMapper json, AuditLog audit) {
    this.jdbc = jdbc;
    this.json = json;
    this.audit = audit;
  }

  public Optional<Tenant> find(String code) {
    return byCode.get(code, this::read);
  }

  /**
   * @throws RequestProblem.NotFound when there is none with this id
   */
  public Tenant get(UUID id) {
    return byId.get(id, this::read)
        .orElseThrow(() -> new RequestProblem.NotFound(Thing.TENANT, id));
  }

  /** Empty when there is none with this id any more. */
  public Optional<Tenant> known(UUID id) {
    return byId.get(id, this::read);
  }

  /** A tenant's share beside the others'; 1 when there is none with this id. */
  public int weight(UUID id) {
    return byId.get(id, this::read).map(Tenant::weight).orElse(1);
  }

  /**
   * @throws RequestProblem.NotFound when there is none with this code
   */
  public Tenant get(String code) {
    return find(code).orElseThrow(() -> new RequestProblem.NotFound(Thing.TENANT, code));
  }

  /** The tenants' locales, each once. */
  public List<Locale> locales() {
    return list().stream().map(Tenant::locale).distinct().toList();
  }

  public List<Tenant> list() {
    return jdbc.sql(
            "select id, code, name, locale, zone, weight, color, quiet_from, quiet_to from tenant order by code")
        .query(Tenants::tenant)
        .list();
  }

  /**
   * Creates or updates a tenant; joins the caller's transaction.
   *
   * @throws RequestProblem.Invalid naming every wrong field
   */
  @Transactional
  public Change put(String code, TenantSpec spec) {
    return put(code, spec, Precondition.NONE);
  }

  /**
   * As above.
   *
   * @throws RequestProblem.Stale when it is not as the caller has seen it
   */
  @Transactional
  Change put(String code, TenantSpec spec, Precondition seen) {
    TenantSpec wanted = checked(code, spec);
    Precondition.holdOffOthers(jdbc);
    Optional<Tenant> present = read(code);
    seen.require(Thing.TENANT, code, present.map(this::tag).orElse(null));
    JsonNode before = present.map(this::described).orElse(null);
    Change change = Change.between("tenant", code, before, json.valueToTree(wanted));
    if (change.action() != Change.Action.UNCHANGED) {
      write(code, wanted);
      byCode.evict(code);
      byId.evictAll();
    }
    audit.record(change);
    return change;
  }

  /**
   * Takes away a tenant that nothing belongs to.
   *
   * @throws RequestProblem.Conflict saying what belongs to it
   */
  @Transactional
  void delete(String code, Precondition seen) {
    UUID id = get(code).id();
    Precondition.holdOffOthers(jdbc);
    seen.require(Thing.TENANT, code, read(code).map(this::tag).orElse(null));
    for (String belongings : List.of("recipient", "source", "template", "message")) {
      boolean any =
          jdbc.sql("select exists (select from %s where tenant_id = ?)".formatted(belongings))
              .param(id)
              .query(Boolean.class)
              .single();
      if (any) {
        throw new RequestProblem.Conflict(
            new ProblemReason.TenantInUse(code, String.valueOf(belongings)));
      }
    }
    jdbc.sql("delete from tenant where id = ?").param(id).update();
    byCode.evict(code);
    byId.evict(id);
    audit.record(Act.of("tenant.deleted", "tenant", code));
  }

  private static TenantSpec checked(String code, TenantSpec spec) {
    FieldErrors errors = new FieldErrors();
    errors.code("code", code);
    TenantSpec checked =
        new TenantSpec(
            errors.text("name", spec.name(), 100),
            Locales.parse("locale", spec.locale(), errors).toLanguageTag(),
            Zones.parse("zone", spec.zone(), errors).getId(),
            weight(spec.weight(), errors),
            color(spec.color(), errors),
            QuietHours.checked("quietHours", spec.quietHours(), errors));
    errors.throwIfAny();
    return checked;
  }

  private static @Nullable String color(@Nullable String color, FieldErrors errors) {
    if (color == null || color.isBlank()) {
      return null;
    }
    String lower = color.strip().toLowerCase(Locale.ROOT);
    if (!COLOR.matcher(lower).matches()) {
      errors.add("color", new DirectoryFault.ColorInvalid(color));
    }
    return lower;
  }

  private static int weight(@Nullable Integer weight, FieldErrors errors) {
    if (weight == null) {
      return 1;
    }
    if (weight < 1 || weight > HEAVIEST) {
      errors.add("weight", new FieldFault.NumberOutOfRange(1, HEAVIEST));
    }
    return weight;
  }

  String tag(Tenant tenant) {
    return EntityTag.of(described(tenant));
  }

  private JsonNode described(Tenant tenant) {
    return json.valueToTree(
        new TenantSpec(
            tenant.name(),
            tenant.locale().toLanguageTag(),
            tenant.zone().getId(),
            tenant.weight(),
            tenant.color(),
            tenant.quietHours()));
  }

  private void write(String code, TenantSpec spec) {
    jdbc.sql(
            """
            insert into tenant (id, code, name, locale, zone, weight, color, quiet_from, quiet_to)
            values (:id, :code, :name, :locale, :zone, :weight, :color, :from, :to)
            on conflict (code) do update
              set name = excluded.name, locale = excluded.locale, zone = excluded.zone,
                  weight = excluded.weight, color = excluded.color,
                  quiet_from = excluded.quiet_from, quiet_to = excluded.quiet_to, updated_at = now()
            """)
        .param("id", Ids.next())
        .param("code", code)
        .param("name", spec.name())
        .param("locale", spec.locale())
        .param("zone", spec.zone())
        .param("weight", spec.weight())
        .param("color", spec.color())
        .param("from", spec.quietHours() == null ? null : spec.quietHours().from())
        .param("to", spec.quietHours() == null ? null : spec.quietHours().to())
        .update();
  }

  private Optional<Tenant> read(String code) {
    return jdbc.sql(
            "select id, code, name, locale, zone, weight, color, quiet_from, quiet_to from tenant where code = :code")
        .param("code", code)
        .query(Tenants::tenant)
        .optional();
  }

  private Optional<Tenant> read(UUID id) {
    return jdbc.sql(
            "select id, code, name, locale, zone, weight, color, quiet_from, quiet_to from tenant where id = :id")
        .param("id", id)
        .query(Tenants::tenant)
        .optional();
  }

  private static @Nullable QuietHours quietHours(@Nullable String from, @Nullable String to) {
    return from == null || to == null ? null : new QuietHours(from, to);
  }

  private static Tenant tenant(ResultSet row, int number) throws SQLException {
    return new Tenant(
        row.getObject("id", UUID.class),
        row.getString("code"),
        row.getString("name"),
        Locale.forLanguageTag(row.getString("locale")),
        ZoneId.of(row.getString("zone")),
        row.getInt("weight"),
        row.getString("color"),
        quietHours(row.getString("quiet_from"), row.getString("quiet_to")));
  }
}
