package dev.herald.example.esop;

import java.time.LocalDate;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class Grants {
  private final JdbcClient jdbc;

  Grants(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void add(Grant grant) {
    jdbc.sql(
            """
            insert into grants
              (id, tenant, employee, name, shares, price, currency, vests_on, vested)
            values
              (:id, :tenant, :employee, :name, :shares, :price, :currency, :vestsOn, false)
            """)
        .paramSource(grant)
        .update();
  }

  /** Those that vest by a date and have not yet, in the order of their dates. */
  List<Grant> due(LocalDate on) {
    return jdbc.sql(
            "select * from grants where vests_on <= :on and not vested order by vests_on, id")
        .param("on", on)
        .query(Grant.class)
        .list();
  }

  /**
   * @return false when it had vested before
   */
  boolean vest(Grant grant) {
    return jdbc.sql("update grants set vested = true where id = :id and not vested")
            .param("id", grant.id())
            .update()
        > 0;
  }

  /** Fails when the company has not so many left. */
  void takeFromPool(Grant grant) {
    jdbc.sql("update pool set shares = shares - :shares where tenant = :tenant")
        .paramSource(grant)
        .update();
  }
}
