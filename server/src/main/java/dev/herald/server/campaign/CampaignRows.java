package dev.herald.server.campaign;

import dev.herald.channel.Reason;
import dev.herald.server.platform.vault.SealContext;
import dev.herald.server.platform.vault.Vault;
import dev.herald.server.reason.ReasonJson;
import dev.herald.server.task.MessageState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collection;
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
  private static final String NO_FATE = "messages is null and code is null";
  private static final int AT_ONCE = 5_000;

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

  /** Those that are still to be sent. */
  List<Row> next(UUID campaign, long position, int most) {
    return rows(campaign, position, most, NO_FATE);
  }

  /** Those whose content is still there, whether they are to be sent or not. */
  List<Row> kept(UUID campaign, long position, int most) {
    return rows(campaign, position, most, "content <> ''");
  }

  private List<Row> rows(UUID campaign, long position, int most, String which) {
    return jdbc.sql(
            """
            select number, content from campaign_row
            where campaign_id = ? and number > ? and %s order by number limit ?
            """
                .formatted(which))
        .params(campaign, position, most)
        .query((row, _) -> {
          long number = row.getLong("number");
          return new Row(
              number, vault.openText(row.getBytes("content"), context(campaign, number)));
        })
        .list();
  }

  /**
   * Empties these rows; those that are still to be sent end with this reason.
   *
   * @return how many of them that were
   */
  int erase(UUID campaign, Collection<Long> numbers, Reason why) {
    Long[] all = numbers.toArray(Long[]::new);
    int ended =
        jdbc.sql(
                """
                update campaign_row set content = '', code = ?, with_ = ?::jsonb
                where campaign_id = ? and number = any (?) and %s
                """
                    .formatted(NO_FATE))
            .param(why.code())
            .param(ReasonJson.write(why))
            .param(campaign)
            .param(all)
            .update();
    jdbc.sql(
            """
            update campaign_row set content = ''
            where campaign_id = ? and number = any (?) and content <> ''
            """)
        .params(campaign, all)
        .update();
    return ended;
  }

  /** Empties all rows of a campaign that is over. */
  void empty(UUID campaign) {
    inParts("update campaign_row set content = '' where %s and content <> ''", campaign);
  }

  void delete(UUID campaign) {
    inParts("delete from campaign_row where %s", campaign);
  }

  /** A campaign may have millions of rows, and nobody is to wait for all of them at once. */
  private void inParts(String statement, UUID campaign) {
    long last =
        jdbc.sql("select coalesce(max(number), 0) from campaign_row where campaign_id = ?")
            .param(campaign)
            .query(Long.class)
            .single();
    String part = statement.formatted("campaign_id = ? and number > ? and number <= ?");
    for (long from = 0; from < last; from += AT_ONCE) {
      jdbc.sql(part).params(campaign, from, from + AT_ONCE).update();
    }
  }

  /**
   * What became of a row.
   *
   * @param messages empty when it was refused
   */
  record Fate(long number, List<UUID> messages, @Nullable Reason refused) {}

  /** What a row says of whom it reaches goes with it. */
  void record(UUID campaign, List<Fate> fates) {
    jdbc.sql(
            """
            update campaign_row set messages = fate.messages::uuid[], code = fate.code,
              with_ = fate.with_::jsonb, content = ''
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
