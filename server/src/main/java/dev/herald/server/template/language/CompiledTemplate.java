package dev.herald.server.template.language;

import dev.herald.channel.Content;
import dev.herald.server.platform.problem.FieldErrors;
import dev.herald.server.schema.Shape;
import java.io.StringWriter;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** A template that is ready to be filled, any number of times and by any thread. */
public sealed interface CompiledTemplate {

  /**
   * @throws Unrenderable when it comes out too large or empty
   */
  Content fill(Filling filling);

  record Email(Part subject, @Nullable Part html, @Nullable Part text) implements CompiledTemplate {
    @Override
    public Content fill(Filling filling) {
      return new Content.Email(
          subject.renderSomething(filling),
          html == null ? null : html.render(filling),
          text == null ? null : text.render(filling));
    }
  }

  record Text(Part text) implements CompiledTemplate {
    @Override
    public Content fill(Filling filling) {
      return new Content.Text(text.renderSomething(filling));
    }
  }

  record Markdown(Part title, Part markdown) implements CompiledTemplate {
    @Override
    public Content fill(Filling filling) {
      return new Content.Markdown(
          title.renderSomething(filling), markdown.renderSomething(filling));
    }
  }

  record ProviderTemplate(String template, List<Part> params, @Nullable Part preview)
      implements CompiledTemplate {
    @Override
    public Content fill(Filling filling) {
      return new Content.ProviderTemplate(
          template,
          params.stream().map(param -> param.render(filling)).toList(),
          preview == null ? null : preview.render(filling));
    }
  }

  record Payload(String type, JsonPart json) implements CompiledTemplate {
    @Override
    public Content fill(Filling filling) {
      StringWriter bounded =
          new StringWriter() {
            @Override
            public void write(char[] text, int offset, int length) {
              filling.budget().written(length);
              super.write(text, offset, length);
            }
          };
      JsonMapper.shared().writeValue(bounded, json.fill(filling));
      return new Content.Payload(type, bounded.toString());
    }
  }

  /** Compiles a body against the schema's variables, and names all that is wrong with it. */
  static CompiledTemplate compile(TemplateBody body, Shape.Fields variables, FieldErrors errors) {
    return new Compiler(variables, errors).compile(body);
  }

  /** Gives each text of a body its escape. */
  record Compiler(Shape.Fields variables, FieldErrors errors) {
    CompiledTemplate compile(TemplateBody body) {
      return switch (body) {
        case TemplateBody.Email(var subject, var html, var text) ->
            new Email(
                line("subject", subject),
                html == null ? null : part("html", html, Escape.HTML),
                text == null ? null : part("text", text, Escape.TEXT));
        case TemplateBody.Text(var text) -> new Text(part("text", text, Escape.TEXT));
        case TemplateBody.Markdown(var title, var markdown) ->
            new Markdown(line("title", title), part("markdown", markdown, Escape.MARKDOWN));
        case TemplateBody.ProviderTemplate(var template, var params, var preview) ->
            new ProviderTemplate(
                template,
                params(params),
                preview == null ? null : part("preview", preview, Escape.TEXT));
        case TemplateBody.Payload(var type, var json) ->
            new Payload(
                type, new JsonPart.Compiler(variables, errors).compile("content.json", json, 0));
      };
    }

    private List<Part> params(List<String> params) {
      return IntStream.range(0, params.size())
          .mapToObj(i -> line("params[%d]".formatted(i), params.get(i)))
          .toList();
    }

    private Part line(String name, String source) {
      if (source.strip().lines().count() > 1) {
        errors.add("content." + name, "has more than one line", "a single line");
      }
      return part(name, source.strip(), Escape.LINE);
    }

    private Part part(String name, String source, Escape escape) {
      return Part.compile("content." + name, source, escape, variables, errors);
    }
  }
}
