package dev.herald.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.server.Api;
import dev.herald.server.HeraldTest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import tools.jackson.databind.JsonNode;

@HeraldTest
class DocsIT {
  @Autowired Environment environment;

  @Test
  void theDocumentShowsTheApiAndNotHowCallersAreKnown() {
    JsonNode document = Api.administrator(environment).get("/docs/openapi.json").json();

    assertThat(document.path("paths").propertyNames())
        .contains(
            "/v1/applications/{application}", "/v1/tenants/{tenant}/recipients", "/v1/sources");
    assertThat(document.toString()).doesNotContain("caller");
    assertThat(operations(document))
        .contains("putApplication", "importAllRecipient")
        .doesNotHaveDuplicates();
  }

  private static List<String> operations(JsonNode document) {
    return document
        .path("paths")
        .valueStream()
        .flatMap(JsonNode::valueStream)
        .map(operation -> operation.path("operationId").asString())
        .toList();
  }

  @Test
  void thePageStandsBelowDocs() {
    Api.Answer page = Api.administrator(environment).get("/docs/index.html");

    assertThat(page.response().headers().firstValue("location").orElse("")).startsWith("/docs/");
  }
}
