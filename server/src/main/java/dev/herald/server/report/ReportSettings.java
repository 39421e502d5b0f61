package dev.herald.server.report;

import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** By whose sources weekly reports are sent, and how far they are. */
@Repository
class ReportSettings {
  private final JdbcClient jdbc;

  ReportSettings(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * As they are kept.
   *
   * @param tenant by its code; null: nothing is sent
   * @param lastWeek the Monday up to which reports were sent
   */
  record Settings(@Nullable String tenant, LocalDate lastWeek) {}

  Settings read() {
    return jdbc.sql("select tenant, last_week from report_settings")
        .query((row, _) ->
            new Settings(
                row.getString("tenant"),
                Objects.requireNonNull(row.getObject("last_week", LocalDate.class))))
        .single();
  }

  /** The week that is over is not sent any more: whoever begins in its midst wants the next one. */
  void write(@Nullable String tenant, LocalDate lastWeek) {
    jdbc.sql("update report_settings set tenant = ?, last_week = greatest(last_week, ?)")
        .param(tenant)
        .param(lastWeek)
        .update();
  }

  void sent(LocalDate week) {
    jdbc.sql("update report_settings set last_week = greatest(last_week, ?)").param(week).update();
  }
}
