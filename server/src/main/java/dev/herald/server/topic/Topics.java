package dev.herald.server.topic;

import dev.herald.server.audit.Act;
import dev.herald.server.audit.AuditLog;
import dev.herald.server.platform.Change;
import dev.herald.server.platform.database.CommittedCache;
import dev.herald.server.platform.problem.FieldErrors;
import dev.herald.server.platform.problem.Precondition;
import dev.herald.server.platform.problem.RequestProblem;
import dev.herald.server.reason.FieldFault;
import dev.herald.server.reason.ProblemReason;
import dev.herald.server.reason.Thing;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The topics that nodes may name. */
@Service
public class Topics {
  private static final int LONGEST_NAME = 60;
  private static final int MOST_A_DAY = 100;

  private final JdbcClient jdbc;
  private final JsonMapper json;
  private final AuditLog audit;
  private final CommittedCache<String, Optional<Topic>> perDay = new CommittedCache<>(10_000);

  Topics(JdbcClient jdbc, JsonMapper json, AuditLog audit) {
    this.jdbc = jdbc;
    this.json = json;
    this.audit = audit;
  }

  public List<Topic> list() {
    return jdbc.sql("select code, name_en, name_zh, per_day from topic order by code")
        .query(Topics::topic)
        .list();
  }

  public Optional<Topic> find(String code) {
    return jdbc.sql("select code, name_en, name_zh, per_day from topic where code = ?")
        .param(code)
        .query(Topics::topic)
        .optional();
  }

  /** How often a person may be sent a topic on a day; empty: any number. Costs no round trip. */
  public OptionalInt perDay(String code) {
    Integer most = perDay.get(code, this::find).map(Topic::perDay).orElse(null);
    return most == null ? OptionalInt.empty() : OptionalInt.of(most);
  }

  /**
   * Creates or updates a topic; joins the caller's transaction.
   *
   * @throws RequestProblem.Invalid naming every wrong field
   */
  @Transactional
  public Change put(String code, TopicSpec spec) {
    Topic wanted = checked(code, spec);
    Precondition.holdOffOthers(jdbc);
    JsonNode before = find(code).map(this::described).orElse(null);
    Change change = Change.between("topic", code, before, described(wanted));
    if (change.action() != Change.Action.UNCHANGED) {
      write(wanted);
      perDay.evict(code);
    }
    audit.record(change);
    return change;
  }

  private static Topic checked(String code, TopicSpec spec) {
    FieldErrors errors = new FieldErrors();
    errors.code("code", code);
    TopicSpec.Name name = spec.name();
    String en = name == null ? null : errors.optionalText("name.en", name.en(), LONGEST_NAME);
    String zh = name == null ? null : errors.optionalText("name.zh", name.zh(), LONGEST_NAME);
    if (en == null && zh == null) {
      errors.add("name", new FieldFault.TextMissing(LONGEST_NAME));
    }
    Integer perDay = spec.perDay();
    if (perDay != null && (perDay < 1 || perDay > MOST_A_DAY)) {
      errors.add("perDay", new FieldFault.NumberOutOfRange(1, MOST_A_DAY));
    }
    errors.throwIfAny();
    return new Topic(code, new Topic.Name(en, zh), perDay);
  }

  private JsonNode described(Topic topic) {
    return json.valueToTree(
        new TopicSpec(new TopicSpec.Name(topic.name().en(), topic.name().zh()), topic.perDay()));
  }

  private void write(Topic topic) {
    jdbc.sql(
            """
            insert into topic (code, name_en, name_zh, per_day) values (:code, :en, :zh, :perDay)
            on conflict (code) do update
              set name_en = excluded.name_en, name_zh = excluded.name_zh,
                  per_day = excluded.per_day, updated_at = now()
            """)
        .param("code", topic.code())
        .param("en", topic.name().en())
        .param("zh", topic.name().zh())
        .param("perDay", topic.perDay())
        .update();
  }

  /**
   * Takes away a topic that no node names. What people said of it stays, for when it comes back.
   *
   * @throws RequestProblem.Conflict while a node names it
   */
  @Transactional
  void delete(String code) {
    Precondition.holdOffOthers(jdbc);
    boolean named =
        jdbc.sql("select exists (select from node where topic = ?)")
            .param(code)
            .query(Boolean.class)
            .single();
    if (named) {
      throw new RequestProblem.Conflict(new ProblemReason.TopicInUse(code));
    }
    if (jdbc.sql("delete from topic where code = ?").param(code).update() == 0) {
      throw new RequestProblem.NotFound(Thing.TOPIC, code);
    }
    perDay.evict(code);
    audit.record(Act.of("topic.deleted", "topic", code));
  }

  private static Topic topic(ResultSet row, int number) throws SQLException {
    @Nullable String en = row.getString("name_en");
    @Nullable String zh = row.getString("name_zh");
    return new Topic(
        row.getString("code"), new Topic.Name(en, zh), row.getObject("per_day", Integer.class));
  }
}
