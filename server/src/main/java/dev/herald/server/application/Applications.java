package dev.herald.server.application;

import dev.herald.channel.RateCap;
import dev.herald.server.audit.Act;
import dev.herald.server.audit.AuditLog;
import dev.herald.server.authorization.Application;
import dev.herald.server.platform.Change;
import dev.herald.server.platform.Ids;
import dev.herald.server.platform.database.CommittedCache;
import dev.herald.server.platform.problem.EntityTag;
import dev.herald.server.platform.problem.FieldErrors;
import dev.herald.server.platform.problem.Precondition;
import dev.herald.server.platform.problem.RequestProblem;
import dev.herald.server.reason.AccountFault;
import dev.herald.server.reason.ProblemReason;
import dev.herald.server.reason.Thing;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The business systems that send. */
@Service
public class Applications {
  private final JdbcClient jdbc;
  private final JsonMapper json;
  private final AuditLog audit;
  private final CommittedCache<String, Optional<Application>> byCode = new CommittedCache<>(10_000);
  private final CommittedCache<UUID, Optional<Application>> byId = new CommittedCache<>(10_000);

  Applications(JdbcClient jdbc, JsonMapper json, AuditLog audit) {
    this.jdbc = jdbc;
    this.json = json;
    this.audit = audit;
  }

  public Optional<Application> find(String code) {
    return byCode.get(code, this::read);
  }

  /**
   * @throws RequestProblem.NotFound when there is none with this id
   */
  public Application get(UUID id) {
    return byId.get(id, this::read)
        .orElseThrow(() -> new RequestProblem.NotFound(Thing.APPLICATION, id));
  }

  /**
   * @throws RequestProblem.NotFound when there is none with this code
   */
  public Application get(String code) {
    return find(code).orElseThrow(() -> new RequestProblem.NotFound(Thing.APPLICATION, code));
  }

  public List<Application> list() {
    return jdbc.sql(
            """
            select id, code, name, owner, team, contact, rate, quota, holds_surges, weekly_report
            from application order by code
            """)
        .query(Application.class)
        .list();
  }

  /**
   * Creates or updates an application; joins the caller's transaction.
   *
   * @throws RequestProblem.Invalid naming every wrong field
   */
  @Transactional
  public Change put(String code, ApplicationSpec spec) {
    return put(code, spec, Precondition.NONE);
  }

  /**
   * As above.
   *
   * @throws RequestProblem.Stale when it is not as the caller has seen it
   */
  @Transactional
  Change put(String code, ApplicationSpec spec, Precondition seen) {
    ApplicationSpec wanted = checked(code, spec);
    Precondition.holdOffOthers(jdbc);
    Optional<Application> present = read(code);
    seen.require(Thing.APPLICATION, code, present.map(this::tag).orElse(null));
    JsonNode before = present.map(this::described).orElse(null);
    Change change = Change.between("application", code, before, json.valueToTree(wanted));
    if (change.action() != Change.Action.UNCHANGED) {
      write(code, wanted);
      byCode.evict(code);
      byId.evictAll();
    }
    // Whom to ask is a person, and entries can't be deleted.
    audit.record(change.hiding("contact"));
    return change;
  }

  /**
   * Takes away an application that nothing belongs to.
   *
   * @throws RequestProblem.Conflict saying what belongs to it
   */
  @Transactional
  void delete(String code, Precondition seen) {
    UUID id = get(code).id();
    Precondition.holdOffOthers(jdbc);
    seen.require(Thing.APPLICATION, code, read(code).map(this::tag).orElse(null));
    refuse(code, "nodes", "select count(*) from node where application_id = ?", id);
    refuse(
        code,
        "keys",
        """
        select count(*) from api_key
        where application_id = ? and revoked_at is null
          and (expires_at is null or expires_at > now())
        """,
        id);
    jdbc.sql("delete from api_key where application_id = ?").param(id).update();
    jdbc.sql("delete from application where id = ?").param(id).update();
    byCode.evict(code);
    byId.evict(id);
    audit.record(Act.of("application.deleted", "application", code));
  }

  private void refuse(String code, String what, String counted, UUID id) {
    long count = jdbc.sql(counted).param(id).query(Long.class).single();
    if (count > 0) {
      throw new RequestProblem.Conflict(new ProblemReason.ApplicationInUse(code, count, what));
    }
  }

  private static ApplicationSpec checked(String code, ApplicationSpec spec) {
    FieldErrors errors = new FieldErrors();
    errors.code("code", code);
    ApplicationSpec checked =
        new ApplicationSpec(
            errors.text("name", spec.name(), 100),
            errors.text("owner", spec.owner(), 100),
            errors.optionalText("team", spec.team(), 100),
            errors.optionalText("contact", spec.contact(), 200),
            cap("rate", spec.rate(), errors),
            cap("quota", spec.quota(), errors),
            Boolean.TRUE.equals(spec.holdsSurges()) ? true : null,
            Boolean.TRUE.equals(spec.weeklyReport()) ? true : null);
    errors.throwIfAny();
    return checked;
  }

  private static @Nullable String cap(String field, @Nullable String written, FieldErrors errors) {
    if (written == null) {
      return null;
    }
    try {
      return RateCap.parse(written).toString();
    } catch (IllegalArgumentException _) {
      errors.add(field, new AccountFault.RateInvalid());
      return null;
    }
  }

  String tag(Application application) {
    return EntityTag.of(described(application));
  }

  private JsonNode described(Application application) {
    return json.valueToTree(
        new ApplicationSpec(
            application.name(),
            application.owner(),
            application.team(),
            application.contact(),
            application.rate(),
            application.quota(),
            application.holdsSurges() ? true : null,
            application.weeklyReport() ? true : null));
  }

  private void write(String code, ApplicationSpec spec) {
    jdbc.sql(
            """
            insert into application (id, code, name, owner, team, contact, rate, quota,
              holds_surges, weekly_report)
            values (:id, :code, :name, :owner, :team, :contact, :rate, :quota, :holds, :report)
            on conflict (code) do update
              set name = excluded.name, owner = excluded.owner, team = excluded.team,
                  contact = excluded.contact, rate = excluded.rate, quota = excluded.quota,
                  holds_surges = excluded.holds_surges, weekly_report = excluded.weekly_report,
                  updated_at = now()
            """)
        .param("id", Ids.next())
        .param("code", code)
        .param("name", spec.name())
        .param("owner", spec.owner())
        .param("team", spec.team())
        .param("contact", spec.contact())
        .param("rate", spec.rate())
        .param("quota", spec.quota())
        .param("holds", Boolean.TRUE.equals(spec.holdsSurges()))
        .param("report", Boolean.TRUE.equals(spec.weeklyReport()))
        .update();
  }

  private Optional<Application> read(String code) {
    return jdbc.sql(
            """
            select id, code, name, owner, team, contact, rate, quota, holds_surges, weekly_report
            from application where code = :code
            """)
        .param("code", code)
        .query(Application.class)
        .optional();
  }

  private Optional<Application> read(UUID id) {
    return jdbc.sql(
            """
            select id, code, name, owner, team, contact, rate, quota, holds_surges, weekly_report
            from application where id = :id
            """)
        .param("id", id)
        .query(Application.class)
        .optional();
  }
}
