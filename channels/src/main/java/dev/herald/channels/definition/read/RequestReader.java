package dev.herald.channels.definition.read;

import dev.herald.channels.auth.Auth;
import dev.herald.channels.definition.request.Address;
import dev.herald.channels.definition.request.Body;
import dev.herald.channels.definition.request.HeaderName;
import dev.herald.channels.definition.request.RequestTemplate;
import dev.herald.channels.definition.text.Known;
import dev.herald.channels.definition.text.Section;
import dev.herald.channels.definition.value.ContentKind;
import dev.herald.channels.expression.Shape;
import dev.herald.channels.http.HttpCall;
import dev.herald.channels.reason.DefinitionReason;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads a {@code request:} section.
 *
 * @param version of HTTP
 * @param auth of the whole definition, for requests that have none of their own
 */
public record RequestReader(ShapeReader shapes, HttpCall.Version version, @Nullable Auth auth) {
  private static final Shape NOTHING = new Shape.Constant(null);

  /**
   * @param contents what each kind of content adds to the body, when the definition says so
   */
  public RequestTemplate read(Section request, @Nullable Section contents) {
    request.only(Known.REQUEST);
    return members(request, contents);
  }

  /** The same of a section that has other members too. */
  public RequestTemplate members(Section request, @Nullable Section contents) {
    String method = method(request);
    Shape url = shapes.whole(request, method);
    Address address = new Address(url == null ? NOTHING : url, request.written(method));
    DefinitionReason flaw = address.flaw();
    if (flaw != null) {
      request.problem(method, flaw);
    }
    return new RequestTemplate(
        method.toUpperCase(Locale.ROOT),
        address,
        shapes.texts(request.section("query")),
        headers(request.section("headers")),
        body(request, contents),
        request.has("auth") ? new AuthReader(shapes).read(request) : auth,
        version);
  }

  private Shape.Members headers(Section headers) {
    for (String name : headers.names()) {
      DefinitionReason flaw = HeaderName.flaw(name);
      if (flaw != null) {
        headers.problem(name, flaw);
      }
    }
    return shapes.texts(headers);
  }

  private static String method(Section request) {
    List<String> methods = RequestTemplate.METHODS.stream().filter(request::has).toList();
    if (methods.isEmpty()) {
      request.problem(new DefinitionReason.MembersMissing(RequestTemplate.METHODS));
      return "post";
    }
    if (methods.size() > 1) {
      request.problem(new DefinitionReason.MembersExclude(methods));
    }
    return methods.getFirst();
  }

  private Body body(Section request, @Nullable Section contents) {
    List<String> written = new ArrayList<>(request.names());
    written.retainAll(List.of("json", "form", "text"));
    if (written.size() > 1) {
      request.problem(new DefinitionReason.MembersExclude(written));
    }
    if (contents != null && (request.has("form") || request.has("text"))) {
      contents.problem(new DefinitionReason.ContentsWithoutJson());
    }
    if (request.has("form")) {
      return new Body.Form(shapes.texts(request.section("form")));
    }
    Shape text = shapes.whole(request, "text");
    if (text != null) {
      return new Body.Text(text);
    }
    return request.has("json") || contents != null ? json(request, contents) : new Body.None();
  }

  private Body json(Section request, @Nullable Section contents) {
    Shape.Members common = shapes.members(request.section("json"));
    Map<ContentKind, Shape.Members> byKind = new EnumMap<>(ContentKind.class);
    if (contents != null) {
      contents.forEachSection((word, section) -> {
        int index = ContentKind.WORDS.indexOf(word);
        if (index >= 0) {
          ContentKind kind = ContentKind.values()[index];
          byKind.put(kind, shapes.only(kind).members(section).and(common));
        }
        section.names().stream()
            .filter(common.members()::containsKey)
            .forEach(name -> section.warning(name, new DefinitionReason.OfRequestToo()));
      });
    }
    return new Body.JsonObject(common, byKind);
  }
}
