package dev.herald.server.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.herald.server.Api;
import dev.herald.server.HeraldTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

@HeraldTest
@TestPropertySource(properties = "herald.sandbox=true")
class DocsIT {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Pattern BLOCK =
      Pattern.compile("(?m)^```(sh|yaml)\\n(.*?)^```$", Pattern.DOTALL);
  private static final List<String> DOCUMENTS =
      List.of(
          "README.md",
          "README.zh-CN.md",
          "docs/integrate.md",
          "docs/add-a-node.md",
          "docs/send-a-message.md");

  /** The server runs already. What fails ends the script, and its answer is shown. */
  private static final String BEGINNING =
      """
      set -euo pipefail
      curl() { command curl --fail-with-body "$@"; echo; }
      """;

  @Autowired Environment environment;
  @TempDir Path folder;

  @Test
  void theDocumentShowsTheApiAndNotHowCallersAreKnown() {
    JsonNode document = Api.administrator(environment).get("/docs/openapi.json").json();

    assertThat(document.path("paths").propertyNames())
        .contains(
            "/v1/applications/{application}", "/v1/tenants/{tenant}/recipients", "/v1/sources");
    assertThat(document.path("paths").findValuesAsString("name")).doesNotContain("caller", "seen");
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

  /** As somebody would who reads them from the start. */
  @Test
  void theCommandsOfTheDocumentsWorkAsTheyStandThere() throws Exception {
    assumeThat(Path.of("/usr/bin/curl")).exists();
    layOut();
    String key = Api.administrator(environment).asApplication("esop").key();
    for (String document : DOCUMENTS) {
      run(document, Files.readString(ROOT.resolve(document)), key);
    }
  }

  /** A checkout with a server that runs. */
  private void layOut() throws IOException {
    Path home = Path.of(environment.getRequiredProperty("herald.home")).toAbsolutePath();
    Files.createSymbolicLink(folder.resolve(".herald"), home);
    Files.createSymbolicLink(folder.resolve("examples"), ROOT.resolve("examples"));
    Path launcher = folder.resolve("herald");
    Files.writeString(
        launcher,
        """
        #!/bin/sh
        case "$1" in up|demo) exit 0;; esac
        exec '%s/bin/java' -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -cp '%s' dev.herald.server.HeraldApplication "$@"
        """
            .formatted(System.getProperty("java.home"), System.getProperty("java.class.path")));
    Files.setPosixFilePermissions(launcher, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private void run(String document, String text, String key) throws Exception {
    StringBuilder script = new StringBuilder(BEGINNING);
    for (MatchResult block : BLOCK.matcher(text).results().toList()) {
      if (block.group(1).equals("sh")) {
        script.append(block.group(2));
      } else {
        Files.writeString(folder.resolve("my-node.yaml"), block.group(2));
      }
    }
    Path said = folder.resolve("said.txt");
    ProcessBuilder shell =
        new ProcessBuilder("bash", "-c", atThisPort(script.toString()))
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile());
    shell.environment().put("HERALD_HOME", folder.resolve(".herald").toString());
    shell.environment().put("KEY", key);
    Process running = shell.start();
    assertThat(running.waitFor(5, TimeUnit.MINUTES)).as(document).isTrue();
    assertThat(running.exitValue()).as("%s: %s", document, Files.readString(said)).isZero();
  }

  private String atThisPort(String script) {
    return script.replace(":8480", ":" + environment.getRequiredProperty("local.server.port"));
  }
}
