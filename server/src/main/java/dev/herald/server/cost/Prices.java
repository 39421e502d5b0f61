package dev.herald.server.cost;

import dev.herald.server.audit.Act;
import dev.herald.server.audit.AuditLog;
import dev.herald.server.platform.database.CommittedCache;
import dev.herald.server.task.store.MessageRows;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The table of prices. Every process knows within two seconds. */
@Repository
public class Prices {
  private static final TypeReference<Map<String, BigDecimal>> AMOUNTS = new TypeReference<>() {};

  private final JdbcClient jdbc;
  private final JsonMapper json;
  private final AuditLog audit;
  private final CommittedCache<String, Map<UUID, Price>> cache = new CommittedCache<>(1);

  Prices(JdbcClient jdbc, JsonMapper json, AuditLog audit) {
    this.jdbc = jdbc;
    this.json = json;
    this.audit = audit;
  }

  /** As it was a moment ago: what is left of a package is a little less by now. */
  Optional<Price> of(UUID source) {
    Map<UUID, Price> known = cache.get("all", _ -> all());
    return known.isEmpty() ? Optional.empty() : Optional.ofNullable(known.get(source));
  }

  private Map<UUID, Price> all() {
    return list().stream().collect(Collectors.toMap(Price::source, Function.identity()));
  }

  public List<Price> list() {
    return jdbc.sql("select * from source_price").query((row, _) -> read(row)).list();
  }

  Optional<Price> find(UUID source) {
    return jdbc.sql("select * from source_price where source_id = ?")
        .param(source)
        .query((row, _) -> read(row))
        .optional();
  }

  @Transactional
  void put(String code, Price price) {
    jdbc.sql(
            """
            insert into source_price (source_id, currency, unit, prices, package_left, updated_by)
            values (:source, :currency, :unit, cast(:prices as jsonb), :left, :by)
            on conflict (source_id) do update set currency = excluded.currency,
              unit = excluded.unit, prices = excluded.prices,
              package_left = excluded.package_left, updated_at = now(),
              updated_by = excluded.updated_by
            """)
        .param("source", price.source())
        .param("currency", price.currency())
        .param("unit", price.unit().name())
        .param("prices", json.writeValueAsString(price.byCountry()))
        .param("left", price.packageLeft())
        .param("by", price.updatedBy())
        .update();
    audit.record(
        Act.of("price.set", "source", code)
            .with(
                Map.of(
                    "currency", price.currency(),
                    "unit", price.unit().name(),
                    "prices", price.byCountry(),
                    "packageLeft", String.valueOf(price.packageLeft()))));
    cache.evictAll();
  }

  @Transactional
  void delete(UUID source, String code) {
    if (jdbc.sql("delete from source_price where source_id = ?").param(source).update() > 0) {
      audit.record(Act.of("price.deleted", "source", code));
    }
    cache.evictAll();
  }

  private Price read(ResultSet row) throws SQLException {
    return new Price(
        row.getObject("source_id", UUID.class),
        row.getString("currency"),
        Price.Unit.valueOf(row.getString("unit")),
        json.readValue(row.getString("prices"), AMOUNTS),
        row.getObject("package_left", Long.class),
        Objects.requireNonNull(MessageRows.instant(row, "updated_at")),
        row.getString("updated_by"));
  }
}
