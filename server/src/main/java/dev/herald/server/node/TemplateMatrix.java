package dev.herald.server.node;

import dev.herald.channel.Channel;
import dev.herald.server.authorization.Reach;
import dev.herald.server.directory.Tenant;
import dev.herald.server.directory.Tenants;
import dev.herald.server.template.Template;
import dev.herald.server.template.TemplateStore;
import dev.herald.server.template.TemplateVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Which content a node's messages have, by tenant, channel and language, and what is missing. */
@Component
class TemplateMatrix {
  private final Templates templates;
  private final Tenants tenants;

  TemplateMatrix(Templates templates, Tenants tenants) {
    this.templates = templates;
    this.tenants = tenants;
  }

  /**
   * @param channels of the node's plan
   * @param rows for every tenant first, then the tenants
   */
  record Matrix(List<String> channels, List<String> locales, List<MatrixRow> rows) {}

  /**
   * @param tenant null: templates for every tenant
   */
  record MatrixRow(@Nullable String tenant, @Nullable String tenantName, List<MatrixCell> cells) {}

  /**
   * @param template of this very place; null: there is none
   * @param published the number of its version; null: none
   * @param newest the number of its newest version
   * @param from where the content comes from that a message would have, when not from here
   * @param missing a message would be refused
   */
  record MatrixCell(
      String channel,
      String locale,
      @Nullable UUID template,
      @Nullable Integer published,
      @Nullable Integer newest,
      boolean fallback,
      @Nullable MatrixPlace from,
      boolean missing) {}

  /** Whose template, in which language. */
  record MatrixPlace(@Nullable String tenant, String locale) {}

  private record Reader(Node node, @Nullable Tenant tenant, List<TemplateStore.Listed> own) {
    Locale locale() {
      return tenant == null ? node.locale() : tenant.locale();
    }
  }

  /**
   * @param reach templates of tenants beyond it are left out
   * @param only a tenant's code; null: all of them
   */
  Matrix of(Node node, Reach reach, @Nullable String only) {
    List<TemplateStore.Listed> listed = templates.list(node.id(), reach);
    List<@Nullable Tenant> readers = new ArrayList<>();
    readers.add(null);
    readers.addAll(only == null ? tenants.list() : List.of(tenants.get(only)));
    readers.removeIf(tenant -> tenant != null && !reach.seesTenant(tenant.code()));
    TreeSet<String> locales = new TreeSet<>();
    locales.add(node.locale().toLanguageTag());
    listed.forEach(template -> locales.add(template.locale()));
    List<MatrixRow> rows = new ArrayList<>();
    for (Tenant tenant : readers) {
      String code = tenant == null ? null : tenant.code();
      List<TemplateStore.Listed> own =
          listed.stream().filter(each -> Objects.equals(each.tenant(), code)).toList();
      Reader reader = new Reader(node, tenant, own);
      rows.add(new MatrixRow(code, tenant == null ? null : tenant.name(), cells(reader, locales)));
    }
    List<String> channels = node.plan().channels().stream().map(Channel::name).toList();
    return new Matrix(channels, List.copyOf(locales), rows);
  }

  private List<MatrixCell> cells(Reader reader, TreeSet<String> locales) {
    List<MatrixCell> cells = new ArrayList<>();
    for (Channel channel : reader.node.plan().channels()) {
      for (String locale : locales) {
        cells.add(cell(reader, channel, locale));
      }
    }
    return cells;
  }

  private MatrixCell cell(Reader reader, Channel channel, String locale) {
    Optional<TemplateStore.Listed> here =
        reader.own.stream()
            .filter(each -> each.channel().equals(channel.name()) && each.locale().equals(locale))
            .findFirst();
    UUID tenantId = reader.tenant == null ? null : reader.tenant.id();
    Optional<Template> taken =
        templates
            .resolve(reader.node, tenantId, reader.locale(), channel, Locale.forLanguageTag(locale))
            .map(TemplateVersion::template);
    boolean fallback =
        taken.isPresent() && here.filter(each -> each.id().equals(taken.get().id())).isEmpty();
    return new MatrixCell(
        channel.name(),
        locale,
        here.map(TemplateStore.Listed::id).orElse(null),
        here.map(TemplateStore.Listed::published).orElse(null),
        here.map(TemplateStore.Listed::newest).orElse(null),
        fallback,
        fallback ? place(taken.get()) : null,
        taken.isEmpty());
  }

  private MatrixPlace place(Template template) {
    UUID tenantId = template.tenantId();
    return new MatrixPlace(
        tenantId == null ? null : tenants.get(tenantId).code(), template.locale().toLanguageTag());
  }
}
