package dev.herald.server.node;

import dev.herald.server.audit.Act;
import dev.herald.server.audit.AuditLog;
import dev.herald.server.platform.problem.RequestProblem;
import dev.herald.server.reason.ProblemReason;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Which nodes have their templates published by somebody else than who wrote them. */
@Repository
class SecondPerson {
  private final JdbcClient jdbc;
  private final AuditLog audit;

  SecondPerson(JdbcClient jdbc, AuditLog audit) {
    this.jdbc = jdbc;
    this.audit = audit;
  }

  boolean isNeeded(UUID nodeId) {
    return jdbc.sql("select exists (select from second_person where node_id = ?)")
        .param(nodeId)
        .query(Boolean.class)
        .single();
  }

  /**
   * @param key of the node, as the audit log names it
   */
  @Transactional
  void set(UUID nodeId, String key, boolean needed) {
    String sql =
        needed
            ? "insert into second_person (node_id) values (?) on conflict do nothing"
            : "delete from second_person where node_id = ?";
    if (jdbc.sql(sql).param(nodeId).update() > 0) {
      Map<String, Object> change =
          Map.of("path", "secondPerson", "before", !needed, "after", needed);
      audit.record(Act.of("node.updated", "node", key).with(Map.of("fields", List.of(change))));
    }
  }

  /**
   * @throws RequestProblem.Conflict when who publishes wrote it, and the node wants somebody else
   */
  void require(UUID nodeId, String author, String publisher) {
    if (author.equals(publisher) && isNeeded(nodeId)) {
      throw new RequestProblem.Conflict(new ProblemReason.SecondPersonNeeded(author));
    }
  }
}
