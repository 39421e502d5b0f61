package dev.herald.sandbox.standin;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.herald.sandbox.http.Request;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * A request with what can be read of it. What is missing reads as the empty text.
 *
 * @param path what stands for the variables of the endpoint's path
 * @param json the body; a form is an object of texts, what is neither is a missing node
 */
public record Incoming(Request request, Map<String, String> path, JsonNode json) {

  static Incoming of(Request request, Map<String, String> path) {
    JsonNode body =
        request.mediaType().equals("application/x-www-form-urlencoded")
            ? Json.form(request.text())
            : Json.read(request.body());
    return new Incoming(request, path, body);
  }

  public String path(String variable) {
    return path.getOrDefault(variable, "");
  }

  public String query(String name) {
    String value = request.parameter(name);
    return value == null ? "" : value;
  }

  /**
   * @param name in lower case
   */
  public String header(String name) {
    String value = request.header(name);
    return value == null ? "" : value;
  }

  /**
   * A text, number or boolean as text.
   *
   * @param pointer a JSON pointer, {@code /message/body}
   */
  public String text(String pointer) {
    return json.at(pointer).asString("");
  }

  public JsonNode at(String pointer) {
    return json.at(pointer);
  }

  /** The texts of an array, or the one text that stands in its place. */
  public List<String> texts(String pointer) {
    JsonNode found = json.at(pointer);
    return found.isArray()
        ? found.valueStream().map(each -> each.asString("")).toList()
        : found.isValueNode() ? List.of(found.asString("")) : List.of();
  }

  /** The first of these texts that is there. */
  public String first(String... pointers) {
    for (String pointer : pointers) {
      if (!text(pointer).isEmpty()) {
        return text(pointer);
      }
    }
    return "";
  }

  /** What follows {@code Bearer } in the header Authorization. */
  public String bearer() {
    return authorization("bearer ");
  }

  /** User and password of HTTP Basic; empty texts when there is none. */
  public Login basic() {
    try {
      String[] both =
          new String(Base64.getDecoder().decode(authorization("basic ")), UTF_8).split(":", 2);
      return new Login(both[0], both.length == 2 ? both[1] : "");
    } catch (IllegalArgumentException notBase64) {
      return new Login("", "");
    }
  }

  /** Who says to be calling, and what proves it. */
  public record Login(String user, String password) {}

  private String authorization(String scheme) {
    String header = header("authorization");
    return header.regionMatches(true, 0, scheme, 0, scheme.length())
        ? header.substring(scheme.length()).strip()
        : "";
  }
}
