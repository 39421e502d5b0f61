package dev.herald.server.definition;

import dev.herald.server.platform.Ids;
import dev.herald.server.platform.problem.Precondition;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The tables of definitions and their versions. */
@Component
class DefinitionStore {
  private static final String VERSION =
      """
      select v.id, v.number, v.yaml, v.author, v.note, v.created_at, v.published_at, d.connector
      from connector_definition_version v join connector_definition d on d.id = v.definition_id
      """;

  private final JdbcClient jdbc;

  DefinitionStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void holdOffOthers() {
    Precondition.holdOffOthers(jdbc);
  }

  /**
   * A definition with the numbers of its versions.
   *
   * @param published null: none
   * @param author of the newest version
   * @param createdAt of the newest version
   */
  record ListedDefinition(
      String connector,
      @Nullable Integer published,
      int newest,
      String author,
      Instant createdAt) {}

  /** By connector. */
  List<ListedDefinition> list() {
    return jdbc.sql(
            """
            select d.connector, p.number as published, n.number as newest, n.author, n.created_at
            from connector_definition d
              join lateral (select number, author, created_at from connector_definition_version
                            where definition_id = d.id order by number desc limit 1) n on true
              left join connector_definition_version p on p.id = d.published
            order by d.connector
            """)
        .query((row, _) ->
            new ListedDefinition(
                row.getString("connector"),
                row.getObject("published", Integer.class),
                row.getInt("newest"),
                row.getString("author"),
                time(row, "created_at")))
        .list();
  }

  int count() {
    return jdbc.sql("select count(*) from connector_definition").query(Integer.class).single();
  }

  boolean exists(String connector) {
    return jdbc.sql("select exists (select from connector_definition where connector = :connector)")
        .param("connector", connector)
        .query(Boolean.class)
        .single();
  }

  /** Makes the next version; it is not published by that. */
  DefinitionVersion add(String connector, String yaml, String author, @Nullable String note) {
    jdbc.sql(
            """
            insert into connector_definition (id, connector) values (:id, :connector)
            on conflict (connector) do nothing
            """)
        .param("id", Ids.next())
        .param("connector", connector)
        .update();
    UUID id = Ids.next();
    jdbc.sql(
            """
            insert into connector_definition_version (id, definition_id, number, yaml, author, note)
            select :id, d.id, coalesce(max(v.number), 0) + 1, :yaml, :author, :note
            from connector_definition d
              left join connector_definition_version v on v.definition_id = d.id
            where d.connector = :connector group by d.id
            """)
        .param("id", id)
        .param("connector", connector)
        .param("yaml", yaml)
        .param("author", author)
        .param("note", note)
        .update();
    return jdbc.sql(VERSION + "where v.id = :id")
        .param("id", id)
        .query(DefinitionStore::version)
        .single();
  }

  void publish(DefinitionVersion version) {
    jdbc.sql("update connector_definition set published = :version where connector = :connector")
        .param("version", version.id())
        .param("connector", version.connector())
        .update();
    jdbc.sql(
            """
            update connector_definition_version set published_at = clock_timestamp()
            where id = :version
            """)
        .param("version", version.id())
        .update();
  }

  void withdraw(String connector) {
    jdbc.sql("update connector_definition set published = null where connector = :connector")
        .param("connector", connector)
        .update();
  }

  Optional<DefinitionVersion> published(String connector) {
    return jdbc.sql(VERSION + "where d.connector = :connector and v.id = d.published")
        .param("connector", connector)
        .query(DefinitionStore::version)
        .optional();
  }

  Optional<DefinitionVersion> version(String connector, int number) {
    return jdbc.sql(VERSION + "where d.connector = :connector and v.number = :number")
        .param("connector", connector)
        .param("number", number)
        .query(DefinitionStore::version)
        .optional();
  }

  /**
   * Newest first.
   *
   * @param below only those with smaller numbers
   */
  List<DefinitionVersion> versions(String connector, int below, int most) {
    return jdbc.sql(
            VERSION
                + """
                where d.connector = :connector and v.number < :below
                order by v.number desc limit :most
                """)
        .param("connector", connector)
        .param("below", below)
        .param("most", most)
        .query(DefinitionStore::version)
        .list();
  }

  long reloads() {
    return jdbc.sql("select asked from plugin_reload").query(Long.class).single();
  }

  /** Has every process read its plug-ins again. */
  void askForReload() {
    jdbc.sql("update plugin_reload set asked = asked + 1").update();
  }

  /** A version that is published, or once was. */
  record Rank(String connector, UUID id, int number) {}

  /**
   * Of every connector that has one published: that one, then those that once were, the latest
   * first.
   *
   * @param most for each connector
   */
  List<Rank> ranked(int most) {
    return jdbc.sql(
            """
            select connector, id, number from (
              select d.connector, v.id, v.number, row_number() over (
                partition by d.id order by v.id = d.published desc, v.published_at desc) as place
              from connector_definition d
                join connector_definition_version v on v.definition_id = d.id
              where d.published is not null and v.published_at is not null) ranked
            where place <= :most order by connector, place
            """)
        .param("most", most)
        .query(Rank.class)
        .list();
  }

  List<DefinitionVersion> versions(Collection<UUID> ids) {
    return ids.isEmpty()
        ? List.of()
        : jdbc.sql(VERSION + "where v.id in (:ids)")
            .param("ids", ids)
            .query(DefinitionStore::version)
            .list();
  }

  private static DefinitionVersion version(ResultSet row, int number) throws SQLException {
    OffsetDateTime published = row.getObject("published_at", OffsetDateTime.class);
    return new DefinitionVersion(
        row.getObject("id", UUID.class),
        row.getString("connector"),
        row.getInt("number"),
        row.getString("yaml"),
        row.getString("author"),
        row.getString("note"),
        time(row, "created_at"),
        published == null ? null : published.toInstant());
  }

  private static Instant time(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }
}
