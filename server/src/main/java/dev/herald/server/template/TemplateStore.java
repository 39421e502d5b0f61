package dev.herald.server.template;

import dev.herald.channel.Channel;
import dev.herald.server.platform.Ids;
import dev.herald.server.platform.problem.FieldErrors;
import dev.herald.server.schema.SchemaCache;
import dev.herald.server.schema.VariableSchema;
import dev.herald.server.template.language.TemplateBody;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The tables of templates and their versions. */
@Component
public class TemplateStore {
  private static final String VERSION =
      """
      select v.id, v.number, v.body, v.schema, v.author, v.note, v.created_at,
             t.id as template_id, t.node_id, t.tenant_id, t.channel, t.locale
      from template_version v join template t on t.id = v.template_id
      """;

  private final JdbcClient jdbc;
  private final JsonMapper json;
  private final SchemaCache schemas;

  TemplateStore(JdbcClient jdbc, JsonMapper json, SchemaCache schemas) {
    this.jdbc = jdbc;
    this.json = json;
    this.schemas = schemas;
  }

  /** The template at this place, made when there is none. */
  public Template at(UUID nodeId, @Nullable UUID tenantId, PublishedTemplates.Place place) {
    jdbc.sql(
            """
            insert into template (id, node_id, tenant_id, channel, locale)
            values (:id, :node, :tenant, :channel, :locale)
            on conflict (node_id, tenant_id, channel, locale) do nothing
            """)
        .param("id", Ids.next())
        .param("node", nodeId)
        .param("tenant", tenantId)
        .param("channel", place.channel().name())
        .param("locale", place.locale().toLanguageTag())
        .update();
    return jdbc.sql(
            """
            select * from template
            where node_id = :node and tenant_id is not distinct from cast(:tenant as uuid)
              and channel = :channel and locale = :locale
            """)
        .param("node", nodeId)
        .param("tenant", tenantId)
        .param("channel", place.channel().name())
        .param("locale", place.locale().toLanguageTag())
        .query((row, _) -> templateIn(row, "id"))
        .single();
  }

  public Optional<Template> find(UUID id) {
    return jdbc.sql("select * from template where id = :id")
        .param("id", id)
        .query((row, _) -> templateIn(row, "id"))
        .optional();
  }

  /** Makes the next version; it is not published by that. */
  public TemplateVersion add(
      Template template,
      TemplateBody body,
      VariableSchema schema,
      String author,
      @Nullable String note) {
    UUID id = Ids.next();
    jdbc.sql(
            """
            insert into template_version (id, template_id, number, body, schema, author, note)
            select :id, :template, coalesce(max(number), 0) + 1, cast(:body as json),
                   cast(:schema as json), :author, :note
            from template_version where template_id = :template
            """)
        .param("id", id)
        .param("template", template.id())
        .param("body", BodyJson.write(body).toString())
        .param("schema", schema.toString())
        .param("author", author)
        .param("note", note)
        .update();
    return version(id).orElseThrow();
  }

  /**
   * @param versionId one of the template's versions; null: none
   */
  public void publish(UUID templateId, @Nullable UUID versionId) {
    jdbc.sql("update template set published = :version where id = :id")
        .param("id", templateId)
        .param("version", versionId)
        .update();
  }

  public Optional<TemplateVersion> version(UUID id) {
    return jdbc.sql(VERSION + "where v.id = :id").param("id", id).query(this::versionIn).optional();
  }

  public Optional<TemplateVersion> version(UUID templateId, int number) {
    return jdbc.sql(VERSION + "where t.id = :template and v.number = :number")
        .param("template", templateId)
        .param("number", number)
        .query(this::versionIn)
        .optional();
  }

  /** Newest first. */
  public List<TemplateVersion> versions(UUID templateId) {
    return jdbc.sql(VERSION + "where t.id = :template order by v.number desc")
        .param("template", templateId)
        .query(this::versionIn)
        .list();
  }

  public Optional<TemplateVersion> published(UUID templateId) {
    return jdbc.sql(VERSION + "where t.id = :template and t.published = v.id")
        .param("template", templateId)
        .query(this::versionIn)
        .optional();
  }

  public List<TemplateVersion> publishedOf(UUID nodeId) {
    return jdbc.sql(VERSION + "where t.node_id = :node and t.published = v.id order by t.id")
        .param("node", nodeId)
        .query(this::versionIn)
        .list();
  }

  /** What one tenant's messages can take; what any tenant's can when it is null. */
  public PublishedTemplates publishedFor(UUID nodeId, @Nullable UUID tenantId) {
    Map<PublishedTemplates.Place, UUID> own = new HashMap<>();
    Map<PublishedTemplates.Place, UUID> everyones = new HashMap<>();
    jdbc.sql(
            """
            select tenant_id, channel, locale, published from template
            where node_id = :node and published is not null
              and (tenant_id is null or tenant_id = cast(:tenant as uuid))
            """)
        .param("node", nodeId)
        .param("tenant", tenantId)
        .query(row -> {
          boolean shared = row.getObject("tenant_id") == null;
          (shared ? everyones : own).put(placeIn(row), row.getObject("published", UUID.class));
        });
    return new PublishedTemplates(own, everyones);
  }

  /**
   * A template with the numbers of its versions.
   *
   * @param tenant a tenant's code; null: for every tenant
   * @param published null: none
   */
  public record Listed(
      UUID id,
      @Nullable String tenant,
      String channel,
      String locale,
      @Nullable Integer published,
      int newest) {}

  public List<Listed> list(UUID nodeId) {
    return jdbc.sql(
            """
            select t.id, c.code as tenant, t.channel, t.locale, p.number as published,
                   (select max(number) from template_version where template_id = t.id) as newest
            from template t
              left join template_version p on p.id = t.published
              left join tenant c on c.id = t.tenant_id
            where t.node_id = :node order by t.channel, t.locale, c.code nulls first
            """)
        .param("node", nodeId)
        .query(Listed.class)
        .list();
  }

  private static PublishedTemplates.Place placeIn(ResultSet row) throws SQLException {
    return new PublishedTemplates.Place(
        new Channel(row.getString("channel")), Locale.forLanguageTag(row.getString("locale")));
  }

  private static Template templateIn(ResultSet row, String id) throws SQLException {
    PublishedTemplates.Place place = placeIn(row);
    return new Template(
        row.getObject(id, UUID.class),
        row.getObject("node_id", UUID.class),
        row.getObject("tenant_id", UUID.class),
        place.channel(),
        place.locale());
  }

  private TemplateVersion versionIn(ResultSet row, int number) throws SQLException {
    Template template = templateIn(row, "template_id");
    return new TemplateVersion(
        row.getObject("id", UUID.class),
        template,
        row.getInt("number"),
        new BodyJson(new FieldErrors())
            .read(template.channel(), json.readTree(row.getString("body"))),
        schemas.of(row.getString("schema")),
        new TemplateVersion.Origin(
            row.getString("author"),
            row.getObject("created_at", OffsetDateTime.class).toInstant(),
            row.getString("note")));
  }
}
