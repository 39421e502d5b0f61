package dev.herald.server.campaign;

import dev.herald.channel.Reason;
import dev.herald.server.authorization.Reach;
import dev.herald.server.platform.csv.CsvEncoding;
import dev.herald.server.platform.csv.CsvForm;
import dev.herald.server.platform.vault.SealContext;
import dev.herald.server.platform.vault.Vault;
import dev.herald.server.reason.ReasonJson;
import dev.herald.server.upload.Mapping;
import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The table of campaigns. */
@Repository
class CampaignStore {
  private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};
  private static final TypeReference<Map<String, Long>> COUNTS = new TypeReference<>() {};

  private static final String OVER = "state in ('DONE', 'STOPPED', 'FAILED')";

  private final JdbcClient jdbc;
  private final Vault vault;
  private final JsonMapper json;

  CampaignStore(JdbcClient jdbc, Vault vault, JsonMapper json) {
    this.jdbc = jdbc;
    this.vault = vault;
    this.json = json;
  }

  /**
   * @param token that the URL of its audience is asked with; null: none
   */
  void make(Campaign made, ObjectNode data, @Nullable String token) {
    Audience.@Nullable OfFile file = made.audience() instanceof Audience.OfFile of ? of : null;
    Audience.@Nullable OfQuery query = made.audience() instanceof Audience.OfQuery of ? of : null;
    jdbc.sql(
            """
            insert into campaign (id, name, application_id, node_id, tenant_id, upload_id, file,
              encoding, delimiter, mapping, query, audience_url, audience_token, same_file_at, data, per_second, from_time,
              until_time, zone, second_person, state, requested_by)
            values (:id, :name, :application, :node, :tenant, :upload, :file, :encoding, :delimiter,
              :mapping::jsonb, :query::jsonb, :url, :token, :sameFileAt, :data, :perSecond, :from, :until, :zone,
              :secondPerson, 'LOADING', :by)
            """)
        .param("id", made.id())
        .param("name", made.name())
        .param("application", made.whose().applicationId())
        .param("node", made.whose().nodeId())
        .param("tenant", made.whose().tenantId())
        .param("upload", file == null ? null : file.upload())
        .param("file", file == null ? null : file.name())
        .param("encoding", file == null ? null : file.form().encoding().word())
        .param("delimiter", file == null ? null : String.valueOf(file.form().delimiter()))
        .param("mapping", file == null ? null : json.writeValueAsString(file.mapping().byColumn()))
        .param("query", query == null ? null : json.writeValueAsString(query))
        .param("url", made.audience() instanceof Audience.OfUrl(URI url) ? url.toString() : null)
        .param("token", token == null ? null : vault.seal(token, tokenOf(made.id())), Types.BINARY)
        .param("sameFileAt", made.sameFileAt() == null ? null : utc(made.sameFileAt()))
        .param("data", vault.seal(data.toString(), context(made.id())))
        .param("perSecond", made.pace().perSecond())
        .param("from", made.pace().from())
        .param("until", made.pace().until())
        .param("zone", made.pace().zone().getId())
        .param("secondPerson", made.secondPerson())
        .param("by", made.people().requestedBy())
        .update();
  }

  private static OffsetDateTime utc(Instant time) {
    return time.atOffset(java.time.ZoneOffset.UTC);
  }

  /** Variables for everyone. */
  ObjectNode data(UUID id) {
    return jdbc.sql("select data from campaign where id = ?")
        .param(id)
        .query((row, _) ->
            (ObjectNode) json.readTree(vault.openText(row.getBytes("data"), context(id))))
        .single();
  }

  /** What the URL of its audience is asked with. */
  Optional<String> token(UUID id) {
    return jdbc.sql(
            "select audience_token from campaign where id = ? and audience_token is not null")
        .param(id)
        .query((row, _) -> vault.openText(row.getBytes(1), tokenOf(id)))
        .optional();
  }

  /** Keeps how a configuration knows it, and what that said. */
  void name(UUID id, String code, JsonNode order) {
    jdbc.sql("update campaign set code = ?, ordered = ? where id = ?")
        .params(code, vault.seal(order.toString(), orderOf(code)), id)
        .update();
  }

  /** The order of the one that a configuration knows by this code. */
  Optional<JsonNode> ordered(String code) {
    return jdbc.sql("select ordered from campaign where code = ?")
        .param(code)
        .query((row, _) -> json.readTree(vault.openText(row.getBytes(1), orderOf(code))))
        .optional();
  }

  private static SealContext orderOf(String code) {
    return SealContext.of("campaign order:" + code, "campaign order:" + code);
  }

  private static SealContext tokenOf(UUID id) {
    return SealContext.of("campaign token:" + id, "campaign token:" + id);
  }

  private static SealContext context(UUID id) {
    return SealContext.of("campaign:" + id, "campaign:" + id);
  }

  Optional<Campaign> find(UUID id) {
    return jdbc.sql("select * from campaign where id = ?").param(id).query(this::read).optional();
  }

  /** The newest within reach, newest first. */
  List<Campaign> list(Reach reach, int most) {
    return jdbc.sql(
            """
            select c.* from campaign c join application a on a.id = c.application_id
              join tenant t on t.id = c.tenant_id
            where (:applications::text[] is null or a.code = any (:applications::text[]))
              and (:tenants::text[] is null or t.code = any (:tenants::text[]))
            order by c.id desc limit :most
            """)
        .param("applications", array(reach.applications()))
        .param("tenants", array(reach.tenants()))
        .param("most", most)
        .query(this::read)
        .list();
  }

  private static String @Nullable [] array(@Nullable Set<String> codes) {
    return codes == null ? null : codes.toArray(String[]::new);
  }

  boolean approve(UUID id, String by) {
    return jdbc.sql(
                """
                update campaign set approved_by = ?, approved_at = now()
                where id = ? and state = 'READY' and approved_by is null
                """)
            .params(by, id)
            .update()
        == 1;
  }

  boolean start(UUID id) {
    return jdbc.sql(
                """
                update campaign set state = 'RUNNING', started_at = coalesce(started_at, now()),
                  waits_until = null, waits_code = null, waits_with = null
                where id = ? and (state = 'PAUSED'
                  or state = 'READY' and (approved_by is not null or not second_person))
                """)
            .param(id)
            .update()
        == 1;
  }

  boolean pause(UUID id) {
    return jdbc.sql("update campaign set state = 'PAUSED' where id = ? and state = 'RUNNING'")
            .param(id)
            .update()
        == 1;
  }

  boolean stop(UUID id) {
    return jdbc.sql(
                """
                update campaign set state = 'STOPPED', finished_at = now(), waits_until = null,
                  waits_code = null, waits_with = null
                where id = ? and state in ('LOADING', 'READY', 'RUNNING', 'PAUSED')
                """)
            .param(id)
            .update()
        == 1;
  }

  boolean pace(UUID id, int perSecond) {
    return jdbc.sql(
                """
                update campaign set per_second = ?
                where id = ? and state in ('LOADING', 'READY', 'RUNNING', 'PAUSED')
                """)
            .params(perSecond, id)
            .update()
        == 1;
  }

  /**
   * One that a process may work on, under a lease that each step renews; whoever lost it writes
   * nothing more. The one that was looked at longest ago first, so that all go on side by side.
   */
  Optional<Campaign> take(UUID worker, Set<Campaign.State> states, List<UUID> resting) {
    return jdbc.sql(
            """
            update campaign set worker = :worker, leased_until = now() + interval '20 seconds'
            where id = (
              select id from campaign
              where state in ('LOADING', 'RUNNING') and state = any (:states)
                and id <> all (:resting)
                and (worker = :worker or leased_until is null or leased_until < now())
                and (waits_until is null or waits_until <= now())
              order by leased_until nulls first, created_at limit 1 for update skip locked)
            returning *
            """)
        .param("worker", worker)
        .param("states", states.stream().map(Campaign.State::name).toArray(String[]::new))
        .param("resting", resting.toArray(UUID[]::new))
        .query(this::read)
        .optional();
  }

  /** Keeps one from other processes while something of it is waited for. */
  void renew(Campaign of, UUID worker) {
    jdbc.sql(
            """
            update campaign set leased_until = now() + interval '20 seconds'
            where id = ? and worker = ?
            """)
        .params(of.id(), worker)
        .update();
  }

  /** What came of a chunk that was loaded. */
  record Loaded(
      String to,
      long lookedAt,
      long added,
      long wrong,
      long duplicates,
      long suppressed,
      Map<String, Long> byChannel,
      boolean over) {}

  /**
   * Part of the chunk's transaction.
   *
   * @return false: it was stopped, or another process works on it
   */
  boolean loaded(Campaign of, UUID worker, Loaded chunk) {
    return jdbc.sql(
                """
                update campaign set loaded_to = case when :over then '' else :to end,
                  looked_at = looked_at + :lookedAt,
                  total = total + :added, wrong = wrong + :wrong,
                  duplicates = duplicates + :duplicates, suppressed = suppressed + :suppressed,
                  by_channel = :byChannel::jsonb,
                  state = case when :over then 'READY' else state end,
                  leased_until = now() + interval '20 seconds'
                where id = :id and worker = :worker and state = 'LOADING'
                """)
            .param("to", chunk.to())
            .param("lookedAt", chunk.lookedAt())
            .param("added", chunk.added())
            .param("wrong", chunk.wrong())
            .param("duplicates", chunk.duplicates())
            .param("suppressed", chunk.suppressed())
            .param("byChannel", json.writeValueAsString(chunk.byChannel()))
            .param("over", chunk.over())
            .param("id", of.id())
            .param("worker", worker)
            .update()
        == 1;
  }

  /**
   * Holds off erasures until this transaction has read the next rows and {@linkplain #taken says}
   * which they are.
   *
   * @return false: another process works on it
   */
  boolean hold(Campaign of, UUID worker) {
    return jdbc.sql(
            """
            select 1 from campaign where id = ? and worker = ? and position = ?
            for no key update
            """)
        .params(of.id(), worker, of.position())
        .query(Integer.class)
        .optional()
        .isPresent();
  }

  /** Rows up to this are being submitted, until {@link #sent} or until the lease is over. */
  void taken(Campaign of, long number) {
    jdbc.sql(
            """
            update campaign set taken_to = ?, leased_until = now() + interval '20 seconds'
            where id = ?
            """)
        .params(number, of.id())
        .update();
  }

  /** What came of a chunk that was sent. */
  record Sent(long position, long sent, long refused, boolean over) {}

  /**
   * Part of the chunk's transaction. What was sent while somebody paused or stopped it counts too.
   *
   * @return false: another process works on it
   */
  boolean sent(Campaign of, UUID worker, Sent chunk) {
    return jdbc.sql(
                """
                update campaign set position = :position, taken_to = :position, sent = sent + :sent,
                  refused = refused + :refused, waits_until = null, waits_code = null,
                  waits_with = null, leased_until = now() + interval '20 seconds',
                  state = case when :over and state = 'RUNNING' then 'DONE' else state end,
                  finished_at = case when :over then coalesce(finished_at, now())
                    else finished_at end
                where id = :id and worker = :worker and position = :before
                """)
            .param("position", chunk.position())
            .param("sent", chunk.sent())
            .param("refused", chunk.refused())
            .param("over", chunk.over())
            .param("id", of.id())
            .param("worker", worker)
            .param("before", of.position())
            .update()
        == 1;
  }

  List<UUID> ofTenant(UUID tenant) {
    return jdbc.sql("select id from campaign where tenant_id = ?")
        .param(tenant)
        .query(UUID.class)
        .list();
  }

  /** Those of a tenant that may have rows with a content. */
  List<Campaign> ofPeople(UUID tenant) {
    return jdbc.sql("select * from campaign where tenant_id = ? and not emptied order by id")
        .param(tenant)
        .query(this::read)
        .list();
  }

  /**
   * Which rows are being submitted at this moment; holds the campaign, so that no others are taken
   * before the end of the transaction.
   *
   * @param first none of them is before it
   * @param last where they end; none are being submitted when it is before the first
   */
  record InHand(long first, long last) {
    boolean holds(long number) {
      return number >= first && number <= last;
    }
  }

  InHand inHand(UUID id) {
    return jdbc.sql(
            """
            select position + 1 as first,
              case when leased_until > now() then taken_to else position end as last
            from campaign where id = ? for no key update
            """)
        .param(id)
        .query(InHand.class)
        .single();
  }

  /** Rows that were not sent, and will not be. */
  void erased(UUID id, int rows) {
    jdbc.sql("update campaign set refused = refused + ? where id = ?").params(rows, id).update();
  }

  /** Those that are over and may have rows with a content. */
  List<UUID> toEmpty() {
    return jdbc.sql("select id from campaign where " + OVER + " and not emptied")
        .query(UUID.class)
        .list();
  }

  void emptied(UUID id) {
    jdbc.sql("update campaign set emptied = true where id = ?").param(id).update();
  }

  /** Those that have been over for so long. */
  List<UUID> old(Duration age) {
    return jdbc.sql(
            "select id from campaign where "
                + OVER
                + " and finished_at < now() - make_interval(secs => ?)")
        .param((double) age.toSeconds())
        .query(UUID.class)
        .list();
  }

  /** One that a configuration names stays, so that it does not make it again. */
  void delete(UUID id) {
    jdbc.sql("delete from campaign where id = ? and code is null").param(id).update();
  }

  void putOff(Campaign of, UUID worker, Campaign.Hold hold) {
    jdbc.sql(
            """
            update campaign set waits_until = :until, waits_code = :code, waits_with = :with::jsonb,
              worker = null, leased_until = null
            where id = :id and worker = :worker
            """)
        .param("until", utc(hold.until()))
        .param("code", hold.reason().code())
        .param("with", ReasonJson.write(hold.reason()))
        .param("id", of.id())
        .param("worker", worker)
        .update();
  }

  void fail(Campaign of, UUID worker, Reason reason) {
    jdbc.sql(
            """
            update campaign set state = 'FAILED', finished_at = now(), problem_code = :code,
              problem_with = :with::jsonb
            where id = :id and worker = :worker and state in ('LOADING', 'RUNNING')
            """)
        .param("code", reason.code())
        .param("with", ReasonJson.write(reason))
        .param("id", of.id())
        .param("worker", worker)
        .update();
  }

  private Campaign read(ResultSet row, int number) throws SQLException {
    Instant waitsUntil = instant(row, "waits_until");
    Reason waitsFor = reason(row, "waits");
    return new Campaign(
        row.getObject("id", UUID.class),
        row.getString("name"),
        row.getString("code"),
        new Campaign.Whose(
            row.getObject("application_id", UUID.class),
            row.getObject("node_id", UUID.class),
            row.getObject("tenant_id", UUID.class)),
        audience(row),
        instant(row, "same_file_at"),
        new Pace(
            row.getInt("per_second"),
            row.getObject("from_time", LocalTime.class),
            row.getObject("until_time", LocalTime.class),
            ZoneId.of(row.getString("zone"))),
        row.getBoolean("second_person"),
        Campaign.State.valueOf(row.getString("state")),
        new Campaign.People(row.getString("requested_by"), row.getString("approved_by")),
        new Campaign.Times(
            row.getObject("created_at", OffsetDateTime.class).toInstant(),
            instant(row, "started_at"),
            instant(row, "finished_at")),
        row.getString("loaded_to"),
        row.getLong("position"),
        new Campaign.Counts(
            row.getLong("looked_at"),
            row.getLong("total"),
            row.getLong("wrong"),
            row.getLong("duplicates"),
            row.getLong("suppressed"),
            row.getLong("sent"),
            row.getLong("refused")),
        json.readValue(row.getString("by_channel"), COUNTS),
        reason(row, "problem"),
        waitsUntil == null || waitsFor == null ? null : new Campaign.Hold(waitsUntil, waitsFor));
  }

  private Audience audience(ResultSet row) throws SQLException {
    UUID upload = row.getObject("upload_id", UUID.class);
    String url = row.getString("audience_url");
    if (url != null) {
      return new Audience.OfUrl(URI.create(url));
    }
    return upload == null
        ? json.readValue(row.getString("query"), Audience.OfQuery.class)
        : new Audience.OfFile(
            upload,
            row.getString("file"),
            new CsvForm(
                CsvEncoding.named(row.getString("encoding")).orElseThrow(),
                row.getString("delimiter").charAt(0)),
            new Mapping(json.readValue(row.getString("mapping"), TEXTS)));
  }

  private static @Nullable Reason reason(ResultSet row, String name) throws SQLException {
    String code = row.getString(name + "_code");
    return code == null ? null : ReasonJson.read(code, row.getString(name + "_with"));
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }
}
