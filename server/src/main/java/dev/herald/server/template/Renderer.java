package dev.herald.server.template;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.herald.channel.Channel;
import dev.herald.channel.Content;
import dev.herald.server.platform.problem.FieldErrors;
import dev.herald.server.schema.Conventions;
import dev.herald.server.schema.VariableSchema;
import dev.herald.server.template.language.CompiledTemplate;
import dev.herald.server.template.language.Filling;
import dev.herald.server.template.language.PersonLinks;
import dev.herald.server.template.language.TemplateBody;
import dev.herald.server.template.language.Unrenderable;
import java.time.ZoneId;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * Turns a template version and variables into content.
 *
 * <p>A rendering takes bounded work and space, and never fails on a value: variables that passed
 * the schema render, and so do masked ones. It fails only by becoming too large, or by leaving
 * nothing to read where something is needed.
 */
@Component
public class Renderer {
  private final Cache<UUID, Ready> compiled = Caffeine.newBuilder().maximumSize(10_000).build();
  private final Cache<Locale, Conventions> conventions =
      Caffeine.newBuilder().maximumSize(500).build();

  /**
   * A compiled version.
   *
   * @param linked whether it may use a person's links
   */
  private record Ready(CompiledTemplate template, boolean linked) {
    static Ready of(TemplateVersion version) {
      return new Ready(
          compile(version.body(), version.schema()),
          PersonLinks.mayBeIn(BodyJson.write(version.body()).toString()));
    }
  }

  /** As below, with links for show. */
  public Rendering render(TemplateVersion version, JsonNode data, Locale locale, ZoneId zone) {
    return render(version, data, locale, zone, () -> PersonLinks.SAMPLE);
  }

  /**
   * @param data the variables, as they passed the version's schema
   * @param locale the reader's: its conventions are followed when it is of the template's language,
   *     else those of the template's own locale
   * @param zone the reader's
   * @param links of the reader, asked for when the template uses them
   */
  public Rendering render(
      TemplateVersion version,
      JsonNode data,
      Locale locale,
      ZoneId zone,
      Supplier<PersonLinks> links) {
    Ready ready = compiled.get(version.id(), _ -> Ready.of(version));
    Locale own = version.template().locale();
    boolean understood = locale.getLanguage().equals(own.getLanguage());
    JsonNode all = ready.linked ? links.get().beside(data) : data;
    return fill(
        ready.template,
        version.template().channel(),
        new Filling(all, conventions(understood ? locale : own), zone));
  }

  /** Renders what is not saved. */
  public Rendering render(
      TemplateBody body, Channel channel, VariableSchema schema, Filling filling) {
    return fill(compile(body, schema), channel, filling);
  }

  /** Of what is not sent: links are for show. */
  public Filling filling(JsonNode data, Locale locale, ZoneId zone) {
    return new Filling(PersonLinks.SAMPLE.beside(data), conventions(locale), zone);
  }

  private Conventions conventions(Locale locale) {
    return conventions.get(locale, Conventions::new);
  }

  private static CompiledTemplate compile(TemplateBody body, VariableSchema schema) {
    FieldErrors errors = new FieldErrors();
    CompiledTemplate template = CompiledTemplate.compile(body, schema.variables(), errors);
    errors.throwIfAny();
    return template;
  }

  private static Rendering fill(CompiledTemplate template, Channel channel, Filling filling) {
    try {
      Content content = template.fill(filling);
      return new Rendering.Rendered(
          channel.equals(Channel.SMS) ? SmsText.cleaned(content) : content);
    } catch (Unrenderable stopped) {
      return new Rendering.Failed(stopped.reason());
    }
  }
}
