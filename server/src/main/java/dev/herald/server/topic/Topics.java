package dev.herald.server.topic;

import dev.herald.server.audit.Act;
import dev.herald.server.audit.AuditLog;
import dev.herald.server.platform.Change;
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

  private final JdbcClient jdbc;
  private final JsonMapper json;
  private final AuditLog audit;

  Topics(JdbcClient jdbc, JsonMapper json, AuditLog audit) {
    this.jdbc = jdbc;
    this.json = json;
    this.audit = audit;
  }

  public List<Topic> list() {
    return jdbc.sql("select code, name_en, name_zh from topic order by code")
        .query(Topics::topic)
        .list();
  }

  public Optional<Topic> find(String code) {
    return jdbc.sql("select code, name_en, name_zh from topic where code = ?")
        .param(code)
        .query(Topics::topic)
        .optional();
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
    errors.throwIfAny();
    return new Topic(code, new Topic.Name(en, zh));
  }

  private JsonNode described(Topic topic) {
    return json.valueToTree(
        new TopicSpec(new TopicSpec.Name(topic.name().en(), topic.name().zh())));
  }

  private void write(Topic topic) {
    jdbc.sql(
            """
            insert into topic (code, name_en, name_zh) values (:code, :en, :zh)
            on conflict (code) do update
              set name_en = excluded.name_en, name_zh = excluded.name_zh, updated_at = now()
            """)
        .param("code", topic.code())
        .param("en", topic.name().en())
        .param("zh", topic.name().zh())
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
    audit.record(Act.of("topic.deleted", "topic", code));
  }

  private static Topic topic(ResultSet row, int number) throws SQLException {
    @Nullable String en = row.getString("name_en");
    @Nullable String zh = row.getString("name_zh");
    return new Topic(row.getString("code"), new Topic.Name(en, zh));
  }
}
