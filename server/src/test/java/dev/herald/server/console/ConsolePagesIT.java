package dev.herald.server.console;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.herald.server.Api;
import dev.herald.server.HeraldTest;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

@HeraldTest
@TestPropertySource(properties = "herald.sandbox=true")
class ConsolePagesIT {
  private static final Path DOCUMENT = Path.of("..", "console", "openapi.json");
  private static final List<String> ONE_LANGUAGE =
      List.of(
          "src/words/first.zh.ts",
          "../server/src/main/resources/dev/herald/server/reason/words.zh.properties?raw",
          "../channels/src/main/resources/dev/herald/channels/reason/words.zh.properties?raw");
  private static final Pattern ROUTE = Pattern.compile("(?:page|first)\\(\\s*'([a-z-]+)");
  private static final Pattern SCRIPT = Pattern.compile("src=\"(/assets/[^\"]+\\.js)\"");

  @Autowired Environment environment;

  private Api.Answer open(String path) {
    return Api.anonymous(environment).get(path);
  }

  private static String header(Api.Answer answer, String name) {
    return answer.response().headers().firstValue(name).orElse("");
  }

  @Nested
  class Served {
    @BeforeEach
    void onlyWhenItWasBuilt() {
      assumeThat(ConsolePagesIT.class.getResource("/console/index.html"))
          .as("built without -Dconsole.skip")
          .isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/messages", "/messages/0192f6a0", "/sign-in", "/nodes/a/b.c"})
    void everyAddressOfTheConsoleShowsItsPageWithoutSigningIn(String path) {
      Api.Answer page = open(path);

      assertThat(page.status()).isEqualTo(200);
      assertThat(page.text()).contains("<div id=\"root\">");
      assertThat(header(page, "cache-control")).isEqualTo("no-cache");
    }

    @Test
    void aPageAllowsNoScriptsButTheServersOwn() {
      assertThat(header(open("/"), "content-security-policy"))
          .contains("default-src 'none'", "script-src 'self';", "frame-ancestors 'none'");
    }

    @Test
    void aFileWithItsHashInItsNameIsKeptForEverAndComesCompressed() {
      Matcher script = SCRIPT.matcher(open("/").text());
      assertThat(script.find()).isTrue();
      Api anonymous = Api.anonymous(environment);

      Api.Answer answer =
          anonymous.send(
              HttpRequest.newBuilder(anonymous.base().resolve(script.group(1)))
                  .header("Accept-Encoding", "gzip")
                  .build());

      assertThat(header(answer, "cache-control")).contains("max-age=31536000", "immutable");
      assertThat(header(answer, "content-encoding")).isEqualTo("gzip");
    }

    @Test
    void theFirstVisitLoadsLessThan400KilobytesOfScriptWithItsLanguage() throws IOException {
      JsonNode manifest;
      try (InputStream file = resource("manifest.json")) {
        manifest = JsonMapper.shared().readTree(file);
      }
      Set<String> scripts = new HashSet<>();
      collect(manifest, "index.html", scripts);
      collect(manifest, "src/pages/find/FindPage.tsx", scripts);
      for (String words : ONE_LANGUAGE) {
        collect(manifest, words, scripts);
      }

      long bytes = 0;
      for (String script : scripts) {
        try (InputStream file = resource(script + ".gz")) {
          bytes += file.readAllBytes().length;
        }
      }

      assertThat(bytes).isBetween(1L, 400 * 1024L);
    }

    /** The entry's script and all that it can't do without. */
    private static void collect(JsonNode manifest, String entry, Set<String> scripts) {
      JsonNode chunk = manifest.required(entry);
      if (scripts.add(chunk.required("file").asString())) {
        chunk.path("imports").forEach(needed -> collect(manifest, needed.asString(), scripts));
      }
    }

    private static InputStream resource(String name) {
      return requireNonNull(ConsolePagesIT.class.getResourceAsStream("/console/" + name), name);
    }

    @Test
    void theFrameForMailsHasNoOriginAndNoNetwork() {
      assertThat(header(open("/frame.html"), "content-security-policy"))
          .startsWith("sandbox allow-scripts;")
          .contains("default-src 'none'", "img-src data:;", "frame-ancestors 'self'");
    }
  }

  /** A page that only the console knows is found by its links, and missing when it is reloaded. */
  @Test
  void everyAddressThatTheConsoleGoesToIsServed() throws IOException {
    String routes = Files.readString(Path.of("..", "console", "src", "app", "routes.tsx"));

    assertThat(ROUTE.matcher(routes).results().map(route -> route.group(1)).toList())
        .hasSizeGreaterThan(20)
        .isSubsetOf(ConsolePages.PAGES);
  }

  /**
   * The console's client is generated from the document; after a change of the API write it anew
   * with {@code -Dherald.openapi.write}, then {@code npm run api} in {@code console}.
   */
  @Test
  void theDocumentThatTheConsoleIsBuiltFromIsTheServers() throws IOException {
    String current = document();
    if (System.getProperty("herald.openapi.write") != null) {
      Files.writeString(DOCUMENT, current);
    }

    assertThat(Files.readString(DOCUMENT, StandardCharsets.UTF_8)).isEqualTo(current);
  }

  private String document() {
    JsonMapper sorted =
        JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();
    String told = Api.administrator(environment).get("/docs/openapi.json").text();
    Map<?, ?> document = sorted.readValue(told, Map.class);
    document.remove("servers");
    return sorted.writeValueAsString(document) + "\n";
  }
}
