package dev.herald.server.template.language;

import dev.herald.channel.Content;
import dev.herald.channel.Mentions;
import dev.herald.server.platform.problem.FieldErrors;
import dev.herald.server.reason.TemplateFault;
import dev.herald.server.schema.Shape;
import java.io.StringWriter;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/** A template that is ready to be filled, any number of times and by any thread. */
public sealed interface CompiledTemplate {

  /**
   * @throws Unrenderable when it comes out too large or empty
   */
  Content fill(Filling filling);

  record Email(Part subject, @Nullable Part html, @Nullable Part text, Header header)
      implements CompiledTemplate {
    @Override
    public Content fill(Filling filling) {
      return new Content.Email(
          subject.renderSomething(filling),
          html == null ? null : html.render(filling),
          text == null ? null : text.render(filling),
          header.fill(filling));
    }
  }

  /** What comes out empty is left out. */
  record Header(@Nullable Part replyTo, List<Part> cc, List<Part> bcc, @Nullable Part unsubscribe) {
    Content.MailHeader fill(Filling filling) {
      return new Content.MailHeader(
          filled(replyTo, filling),
          filled(cc, filling),
          filled(bcc, filling),
          filled(unsubscribe, filling));
    }

    private static List<String> filled(List<Part> parts, Filling filling) {
      return parts.stream()
          .map(part -> part.render(filling).strip())
          .filter(text -> !text.isEmpty())
          .toList();
    }

    private static @Nullable String filled(@Nullable Part part, Filling filling) {
      String text = part == null ? "" : part.render(filling).strip();
      return text.isEmpty() ? null : text;
    }
  }

  record Text(Part text, Called called) implements CompiledTemplate {
    @Override
    public Content fill(Filling filling) {
      return new Content.Text(text.renderSomething(filling), called.fill(filling));
    }
  }

  record Markdown(Part title, Part markdown, Called called) implements CompiledTemplate {
    @Override
    public Content fill(Filling filling) {
      return new Content.Markdown(
          title.renderSomething(filling), markdown.renderSomething(filling), called.fill(filling));
    }
  }

  record Link(Part title, Part text, Part url, @Nullable Part picture) implements CompiledTemplate {
    @Override
    public Content fill(Filling filling) {
      String picture = this.picture == null ? "" : this.picture.render(filling);
      return new Content.Link(
          title.renderSomething(filling),
          text.renderSomething(filling),
          url.renderSomething(filling),
          picture.isBlank() ? null : picture);
    }
  }

  /**
   * Whom a text calls on. What comes out as no number and no id is nobody's: empty, or of marks by
   * which it could call on somebody else.
   */
  record Called(boolean all, List<Part> mobiles, List<Part> users) {
    private static final Pattern ONE = Pattern.compile("[\\p{L}\\p{N}+._$-]{1,128}");

    Mentions fill(Filling filling) {
      return all || !mobiles.isEmpty() || !users.isEmpty()
          ? new Mentions(all, filled(mobiles, filling), filled(users, filling))
          : Mentions.NONE;
    }

    private static List<String> filled(List<Part> parts, Filling filling) {
      return parts.stream()
          .map(part -> part.render(filling))
          .filter(text -> ONE.matcher(text).matches())
          .toList();
    }
  }

  record ProviderTemplate(
      String template, List<Part> params, List<String> names, @Nullable Part preview)
      implements CompiledTemplate {
    @Override
    public Content fill(Filling filling) {
      return new Content.ProviderTemplate(
          template,
          params.stream().map(param -> param.render(filling)).toList(),
          names,
          preview == null ? null : preview.render(filling));
    }
  }

  record Payload(String type, JsonPart json) implements CompiledTemplate {
    private static final ObjectWriter EXACT =
        JsonMapper.shared().writer().with(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN);

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
      EXACT.writeValue(bounded, json.fill(filling));
      return new Content.Payload(type, bounded.toString());
    }
  }

  /** Compiles a body against the schema's variables, and names all that is wrong with it. */
  static CompiledTemplate compile(TemplateBody body, Shape.Fields variables, FieldErrors errors) {
    return new Compiler(PersonLinks.beside(variables), errors).compile(body);
  }

  /** Gives each text of a body its escape. */
  record Compiler(Shape.Fields variables, FieldErrors errors) {
    CompiledTemplate compile(TemplateBody body) {
      return switch (body) {
        case TemplateBody.Email(var subject, var html, var text, var header) ->
            new Email(
                line("subject", subject),
                html == null ? null : part("html", html(html), Escape.HTML),
                text == null ? null : part("text", text, Escape.TEXT),
                header(header));
        case TemplateBody.Text(var text, var mentions) ->
            new Text(part("text", text, Escape.TEXT), called(mentions));
        case TemplateBody.Markdown(var title, var markdown, var mentions) ->
            new Markdown(
                line("title", title),
                part("markdown", markdown, Escape.MARKDOWN),
                called(mentions));
        case TemplateBody.Link(var title, var text, var url, var picture) ->
            new Link(
                line("title", title),
                part("text", text, Escape.TEXT),
                line("url", url),
                picture == null ? null : line("picture", picture));
        case TemplateBody.ProviderTemplate(var template, var params, var names, var preview) ->
            new ProviderTemplate(
                template,
                params("params", params),
                names,
                preview == null ? null : part("preview", preview, Escape.TEXT));
        case TemplateBody.Payload(var type, var json) ->
            new Payload(
                type, new JsonPart.Compiler(variables, errors).compile("content.json", json, 0));
      };
    }

    private String html(String source) {
      try {
        return Mjml.isWrittenIn(source) ? Mjml.html(source) : source;
      } catch (Mjml.Malformed wrong) {
        errors.add("content.html", new TemplateFault.MjmlMalformed(wrong.what()));
        return "";
      }
    }

    private Header header(Content.MailHeader header) {
      return new Header(
          header.replyTo() == null ? null : line("replyTo", header.replyTo()),
          params("cc", header.cc()),
          params("bcc", header.bcc()),
          header.unsubscribe() == null ? null : line("unsubscribe", header.unsubscribe()));
    }

    private Called called(Mentions mentions) {
      return new Called(
          mentions.all(),
          params("mentions.mobiles", mentions.mobiles()),
          params("mentions.users", mentions.users()));
    }

    private List<Part> params(String name, List<String> params) {
      return IntStream.range(0, params.size())
          .mapToObj(i -> line("%s[%d]".formatted(name, i), params.get(i)))
          .toList();
    }

    private Part line(String name, String source) {
      if (source.strip().lines().count() > 1) {
        errors.add("content." + name, new TemplateFault.LinesTooMany());
      }
      return part(name, source.strip(), Escape.LINE);
    }

    private Part part(String name, String source, Escape escape) {
      return Part.compile("content." + name, source, escape, variables, errors);
    }
  }
}
