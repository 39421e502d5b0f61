package dev.herald.server.campaign;

import dev.herald.channel.Reason;
import dev.herald.server.platform.vault.SealContext;
import dev.herald.server.platform.vault.Vault;
import dev.herald.server.reason.ReasonJson;
import dev.herald.server.task.MessageState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of whom campaigns reach. */
@Repository
class CampaignRows {
  private final JdbcClient jdbc;
  private final Vault vault;

  CampaignRows(JdbcClient jdbc, Vault vault) {
    this.jdbc = jdbc;
    this.vault = vault;
  }

  /**
   * @param reaches the addresses of its messages: what makes two rows one
   * @param to an entry of a submission's {@code to}, as JSON
   */
  record NewRow(long number, String reaches, String to) {
    @Override
    public String toString() {
      return "row " + number;
    }
  }

  /**
   * Adds those that reach nobody who is there already.
   *
   * @return the numbers of those that were added
   */
  List<Long> add(UUID campaign, List<NewRow> rows) {
    return jdbc.sql(
            """
            insert into campaign_row (campaign_id, number, person, content)
            select :campaign, number, person, content
            from unnest(:numbers::bigint[], :persons::uuid[], :contents::bytea[])
              as new (number, person, content)
            on conflict do nothing returning number
            """)
        .param("campaign", campaign)
        .param("numbers", rows.stream().map(NewRow::number).toArray(Long[]::new))
        .param(
            "persons",
            rows.stream()
                .map(row -> vault.blindIndex("campaign " + campaign, row.reaches()).toString())
                .toArray(String[]::new))
        .param(
            "contents",
            rows.stream()
                .map(row -> vault.seal(row.to(), context(campaign, row.number())))
                .toArray(byte[][]::new))
        .query(Long.class)
        .list();
  }

  private static SealContext context(UUID campaign, long number) {
    String whole = "campaign row:%s:%d".formatted(campaign, number);
    return SealContext.of(whole, whole);
  }

  /** A row that is to be sent, as JSON. */
  record Row(long number, String to) {
    @Override
    public String toString() {
      return "row " + number;
    }
  }

  List<Row> after(UUID campaign, long position, int most) {
    return jdbc.sql(
            """
            select number, content from campaign_row
            where campaign_id = ? and number > ? order by number limit ?
            """)
        .params(campaign, position, most)
        .query((row, _) -> {
          long number = row.getLong("number");
          return new Row(
              number, vault.openText(row.getBytes("content"), context(campaign, number)));
        })
        .list();
  }

  /**
   * What became of a row.
   *
   * @param messages empty when it was refused
   */
  record Fate(long number, List<UUID> messages, @Nullable Reason refused) {}

  void record(UUID campaign, List<Fate> fates) {
    jdbc.sql(
            """
            update campaign_row set messages = fate.messages::uuid[], code = fate.code,
              with_ = fate.with_::jsonb
            from unnest(:numbers::bigint[], :messages::text[], :codes::text[], :withs::text[])
              as fate (number, messages, code, with_)
            where campaign_row.campaign_id = :campaign and campaign_row.number = fate.number
            """)
        .param("campaign", campaign)
        .param("numbers", fates.stream().map(Fate::number).toArray(Long[]::new))
        .param("messages", fates.stream().map(CampaignRows::array).toArray(String[]::new))
        .param("codes", texts(fates, Reason::code))
        .param("withs", texts(fates, ReasonJson::write))
        .update();
  }

  private static String array(Fate fate) {
    return "{%s}"
        .formatted(String.join(",", fate.messages().stream().map(UUID::toString).toList()));
  }

  private interface Text {
    @Nullable String of(Reason reason);
  }

  private static @Nullable String[] texts(List<Fate> fates, Text text) {
    @Nullable String[] texts = new String[fates.size()];
    for (int i = 0; i < texts.length; i++) {
      Reason refused = fates.get(i).refused();
      texts[i] = refused == null ? null : text.of(refused);
    }
    return texts;
  }

  /** With what became of them, in the order of their numbers. */
  List<Fate> fates(UUID campaign, long position, int most) {
    return jdbc.sql(
            """
            select number, messages, code, with_ from campaign_row
            where campaign_id = ? and number > ? order by number limit ?
            """)
        .params(campaign, position, most)
        .query(CampaignRows::fate)
        .list();
  }

  private static Fate fate(ResultSet row, int number) throws SQLException {
    String code = row.getString("code");
    java.sql.Array messages = row.getArray("messages");
    return new Fate(
        row.getLong("number"),
        messages == null ? List.of() : Arrays.asList((UUID[]) messages.getArray()),
        code == null ? null : ReasonJson.read(code, row.getString("with_")));
  }

  /** How many messages of a campaign are in which state now. */
  Map<MessageState, Long> states(UUID campaign) {
    Map<MessageState, Long> states = new EnumMap<>(MessageState.class);
    jdbc.sql(
            """
            select coalesce(t.state, e.state, 'PENDING') as state, count(*) as count
            from campaign_row r cross join unnest(r.messages) as m (id)
            left join task t on t.id = m.id
            left join lateral (
              select state from event where event.message_id = m.id and kind <> 'REPLY'
                and reason_code is distinct from 'FEED_LEASED'
              order by sequence desc limit 1) e on true
            where r.campaign_id = ? group by 1
            """)
        .param(campaign)
        .query(
            (RowCallbackHandler)
                row ->
                    states.put(MessageState.valueOf(row.getString("state")), row.getLong("count")));
    return states;
  }
}
