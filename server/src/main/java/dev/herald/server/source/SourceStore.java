package dev.herald.server.source;

import dev.herald.channel.AmbiguityPolicy;
import dev.herald.channel.Channel;
import dev.herald.channel.RateCap;
import dev.herald.server.platform.problem.Precondition;
import dev.herald.server.platform.vault.SealContext;
import dev.herald.server.platform.vault.Vault;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The table of sources. Each secret is sealed, bound to its source and field. */
@Component
class SourceStore {
  private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};

  private final JdbcClient jdbc;
  private final Vault vault;
  private final JsonMapper json;

  SourceStore(JdbcClient jdbc, Vault vault, JsonMapper json) {
    this.jdbc = jdbc;
    this.vault = vault;
    this.json = json;
  }

  List<StoredSource> list() {
    return jdbc.sql("select * from source order by code").query(this::source).list();
  }

  Set<String> channels() {
    return jdbc.sql("select distinct channel from source").query(String.class).set();
  }

  void holdOffOthers() {
    Precondition.holdOffOthers(jdbc);
  }

  Optional<StoredSource> find(String code) {
    return jdbc.sql("select * from source where code = :code")
        .param("code", code)
        .query(this::source)
        .optional();
  }

  Optional<StoredSource> find(UUID id) {
    return jdbc.sql("select * from source where id = :id")
        .param("id", id)
        .query(this::source)
        .optional();
  }

  /** The tenant's own and the shared ones. */
  List<StoredSource> reachable(UUID tenantId, Channel channel) {
    return jdbc.sql(
            """
            select * from source
            where channel = :channel and (tenant_id = :tenant or tenant_id is null) order by code
            """)
        .param("channel", channel.name())
        .param("tenant", tenantId)
        .query(this::source)
        .list();
  }

  void write(StoredSource source) {
    jdbc.sql(
            """
            insert into source (id, code, connector, channel, tenant_id, settings, secrets, weight,
                                caps, ambiguity, paused, paused_by, paused_at,
                                paused_reason, given_for)
            values (:id, :code, :connector, :channel, :tenant, cast(:settings as jsonb),
                    cast(:secrets as jsonb), :weight, :caps, :ambiguity, :paused,
                    :pausedBy, :pausedAt, :pausedReason, :givenFor)
            on conflict (id) do update
              set connector = excluded.connector, channel = excluded.channel,
                  tenant_id = excluded.tenant_id, settings = excluded.settings,
                  secrets = excluded.secrets, weight = excluded.weight, caps = excluded.caps,
                  ambiguity = excluded.ambiguity, paused = excluded.paused,
                  paused_by = excluded.paused_by, paused_at = excluded.paused_at,
                  paused_reason = excluded.paused_reason,
                  given_for = excluded.given_for, updated_at = now()
            """)
        .param("id", source.id())
        .param("code", source.code())
        .param("connector", source.connector())
        .param("channel", source.channel().name())
        .param("tenant", source.tenantId())
        .param("settings", json.writeValueAsString(source.settings()))
        .param("secrets", json.writeValueAsString(sealed(source)))
        .param("weight", source.weight())
        .param("caps", texts(source.caps()))
        .param("ambiguity", source.ambiguity() == null ? null : source.ambiguity().name())
        .params(pause(source.pause()))
        .param("givenFor", source.givenFor())
        .update();
  }

  int count(String connector) {
    return jdbc.sql("select count(*) from source where connector = :connector")
        .param("connector", connector)
        .query(Integer.class)
        .single();
  }

  /** Writes down where the connector sends requests, for its sources of which nobody knows. */
  void giveFor(String connector, String reach) {
    jdbc.sql(
            "update source set given_for = :reach where connector = :connector and given_for is"
                + " null")
        .param("connector", connector)
        .param("reach", reach)
        .update();
  }

  void pause(UUID id, ConfiguredSource.@Nullable Pause pause) {
    jdbc.sql(
            """
            update source
            set paused = :paused, paused_by = :pausedBy, paused_at = :pausedAt,
                paused_reason = :pausedReason, updated_at = now()
            where id = :id
            """)
        .param("id", id)
        .params(pause(pause))
        .update();
  }

  private static Map<String, @Nullable Object> pause(ConfiguredSource.@Nullable Pause pause) {
    Map<String, @Nullable Object> columns = new HashMap<>();
    columns.put("paused", pause != null);
    columns.put("pausedBy", pause == null ? null : pause.by());
    columns.put(
        "pausedAt",
        pause == null || pause.since() == null ? null : pause.since().atOffset(ZoneOffset.UTC));
    columns.put("pausedReason", pause == null ? null : pause.reason());
    return columns;
  }

  private static ConfiguredSource.@Nullable Pause pause(ResultSet row) throws SQLException {
    if (!row.getBoolean("paused")) {
      return null;
    }
    OffsetDateTime since = row.getObject("paused_at", OffsetDateTime.class);
    return new ConfiguredSource.Pause(
        row.getString("paused_by"),
        since == null ? null : since.toInstant(),
        row.getString("paused_reason"));
  }

  void delete(UUID id) {
    jdbc.sql("delete from source where id = :id").param("id", id).update();
  }

  private static String @Nullable [] texts(@Nullable List<RateCap> caps) {
    return caps == null ? null : caps.stream().map(RateCap::toString).toArray(String[]::new);
  }

  private Map<String, String> sealed(StoredSource source) {
    Map<String, String> sealed = new HashMap<>();
    source
        .secrets()
        .forEach((field, secret) ->
            sealed.put(
                field,
                Base64.getEncoder()
                    .encodeToString(
                        vault.seal(
                            secret,
                            context(source.id(), source.tenantId(), source.connector(), field)))));
    return sealed;
  }

  private StoredSource source(ResultSet row, int number) throws SQLException {
    UUID id = row.getObject("id", UUID.class);
    UUID tenantId = row.getObject("tenant_id", UUID.class);
    String connector = row.getString("connector");
    String ambiguity = row.getString("ambiguity");
    return new StoredSource(
        id,
        row.getString("code"),
        connector,
        new Channel(row.getString("channel")),
        tenantId,
        json.readValue(row.getString("settings"), TEXTS),
        opened(
            json.readValue(row.getString("secrets"), TEXTS),
            field -> context(id, tenantId, connector, field)),
        row.getInt("weight"),
        caps(row.getArray("caps")),
        ambiguity == null ? null : AmbiguityPolicy.valueOf(ambiguity),
        pause(row),
        row.getString("given_for"));
  }

  private Map<String, String> opened(
      Map<String, String> sealed, Function<String, SealContext> contexts) {
    Map<String, String> opened = new HashMap<>();
    sealed.forEach((field, secret) -> {
      try {
        opened.put(
            field, vault.openText(Base64.getDecoder().decode(secret), contexts.apply(field)));
      } catch (Vault.Unopened _) {
        // Without it the source says of each call what it lacks, and no other source is hindered.
      }
    });
    return opened;
  }

  private static @Nullable List<RateCap> caps(@Nullable Array caps) throws SQLException {
    return caps == null
        ? null
        : Arrays.stream((String[]) caps.getArray()).map(RateCap::parse).toList();
  }

  /**
   * Whoever gives a source to another tenant or connector in the database opens no secret of it.
   */
  private static SealContext context(
      UUID id, @Nullable UUID tenantId, String connector, String field) {
    return SealContext.of(
        "source/%s/%s/%s/%s".formatted(id, tenantId, connector, field),
        "source/%s/%s".formatted(id, field));
  }
}
