package dev.herald.server.console.configuration;

import dev.herald.channels.yaml.UnreadableYaml;
import dev.herald.channels.yaml.YamlTree;
import dev.herald.server.platform.json.JsonBodies;
import dev.herald.server.platform.problem.KeptText;
import dev.herald.server.platform.problem.RequestProblem;
import dev.herald.server.reason.ProblemReason;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads a configuration as it is written: what could be lost or changed on the way to a text or a
 * number is refused with its line. JSON is read as JSON, so that tabs and all its escapes are
 * known.
 */
@Component
record ConfigurationDocument(JsonBodies bodies, JsonMapper json) {

  /**
   * @throws RequestProblem.Malformed naming the line and column
   * @throws RequestProblem.Invalid when a name stands twice in an object of JSON
   */
  JsonNode read(byte[] body, MediaType type) {
    return MediaType.APPLICATION_JSON.isCompatibleWith(type) ? ofJson(body) : ofYaml(body);
  }

  private static JsonNode ofYaml(byte[] body) {
    KeptText.requireUtf8(body);
    try {
      return YamlTree.read(new String(body, StandardCharsets.UTF_8));
    } catch (UnreadableYaml unreadable) {
      throw new RequestProblem.Malformed(
          new ProblemReason.BodyNotYaml(
              unreadable.line(), unreadable.column(), unreadable.reason()));
    }
  }

  private JsonNode ofJson(byte[] body) {
    JsonNode tree = bodies.tree(body, UnaryOperator.identity());
    try (JsonParser parser = json.createParser(body)) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (token == JsonToken.VALUE_NUMBER_FLOAT) {
          requirePlain(parser);
        }
      }
    }
    return tree;
  }

  /** Where a text is wanted, a number is taken as it is written, which a tree does not tell. */
  private static void requirePlain(JsonParser parser) {
    String written = parser.getString();
    if (written.indexOf('e') >= 0 || written.indexOf('E') >= 0) {
      TokenStreamLocation at = parser.currentTokenLocation();
      throw new RequestProblem.Malformed(
          new ProblemReason.NumberWithExponent(at.getLineNr(), at.getColumnNr(), written));
    }
  }
}
