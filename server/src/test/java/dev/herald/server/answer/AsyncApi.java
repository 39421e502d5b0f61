package dev.herald.server.answer;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The AsyncAPI document, and whether events are as it says. */
public final class AsyncApi {
  private static final JsonMapper JSON = new JsonMapper();
  private static final JsonNode DOCUMENT = document();
  private static final Map<String, String> SCHEMAS =
      Map.of(
          AnswerTypes.SUBMISSION_ACCEPTED, "SubmissionAcceptedEvent",
          AnswerTypes.SUBMISSION_REFUSED, "SubmissionRefusedEvent",
          AnswerTypes.TEST, "TestEvent");

  private AsyncApi() {}

  static JsonNode document() {
    try {
      Object read = new Yaml().load(Files.readString(Path.of("../docs/asyncapi.yaml")));
      return JSON.valueToTree(read);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** What is not as the document says of its type of event; empty: nothing. */
  public static List<String> violations(String event) {
    JsonNode json = JSON.readTree(event);
    String name = SCHEMAS.getOrDefault(json.path("type").asString(), "MessageEvent");
    return schema(name).validate(json).stream().map(Error::toString).toList();
  }

  static Schema schema(String name) {
    ObjectNode whole = JSON.createObjectNode();
    whole.put("$ref", "#/components/schemas/" + name);
    whole.set("components", DOCUMENT.path("components"));
    return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7).getSchema(whole);
  }
}
