package dev.herald.server.alarm;

import dev.herald.server.alarm.rule.Subject;
import dev.herald.server.platform.vault.Vault;
import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Who is told of alarms. */
@Repository
class AlarmSettings {
  private static final String SEALED_FOR = "alarm_settings.webhook";

  private final JdbcClient jdbc;
  private final Vault vault;

  AlarmSettings(JdbcClient jdbc, Vault vault) {
    this.jdbc = jdbc;
    this.vault = vault;
  }

  /**
   * As they are kept.
   *
   * @param webhook null: none
   * @param sender null: nobody is sent messages
   */
  record Settings(@Nullable URI webhook, @Nullable Sender sender) {
    boolean isOwn(Subject subject) {
      return sender != null && subject.isOf(sender.application, sender.node);
    }

    /** Without the address, which may hold a token. */
    @Override
    public String toString() {
      return "alarm settings";
    }
  }

  /**
   * The node that alarms are sent by, and to whom.
   *
   * @param recipients of the tenant, by code
   * @param escalation those who are told when nobody acknowledges
   */
  record Sender(
      String application,
      String node,
      String tenant,
      List<String> recipients,
      List<String> escalation) {}

  Settings read() {
    return jdbc.sql("select * from alarm_settings").query((row, _) -> read(row)).single();
  }

  private Settings read(ResultSet row) throws SQLException {
    byte[] webhook = row.getBytes("webhook");
    String application = row.getString("application");
    return new Settings(
        webhook == null ? null : URI.create(vault.openText(webhook, SEALED_FOR)),
        application == null
            ? null
            : new Sender(
                application,
                row.getString("node"),
                row.getString("tenant"),
                texts(row, "recipients"),
                texts(row, "escalation")));
  }

  private static List<String> texts(ResultSet row, String column) throws SQLException {
    return List.of((String[]) row.getArray(column).getArray());
  }

  void write(Settings settings) {
    Sender sender = settings.sender;
    URI webhook = settings.webhook;
    jdbc.sql(
            """
            update alarm_settings set webhook = :webhook, application = :application, node = :node,
              tenant = :tenant, recipients = :recipients, escalation = :escalation
            """)
        .param("webhook", webhook == null ? null : vault.seal(webhook.toString(), SEALED_FOR))
        .param("application", sender == null ? null : sender.application)
        .param("node", sender == null ? null : sender.node)
        .param("tenant", sender == null ? null : sender.tenant)
        .param(
            "recipients", sender == null ? new String[0] : sender.recipients.toArray(String[]::new))
        .param(
            "escalation", sender == null ? new String[0] : sender.escalation.toArray(String[]::new))
        .update();
  }

  /** Whether nobody in the cluster looked for alarms in the last seconds; whoever asks does now. */
  boolean isTurn(int seconds) {
    return jdbc.sql(
                """
                update alarm_settings set evaluated_at = now()
                where evaluated_at < now() - make_interval(secs => ?)
                """)
            .param((double) seconds)
            .update()
        == 1;
  }
}
