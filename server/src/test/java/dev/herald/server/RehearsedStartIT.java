package dev.herald.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the launcher does after a build. Later tests that start the packaged server take what is
 * left here, which spares them half the CPU of a start.
 */
class RehearsedStartIT {
  private static final Duration SOON = Patience.SOON;
  private static final String CONFIGURATION =
      """
      {"tenants": {"acme": {"name": "Acme", "locale": "en", "zone": "UTC"}},
       "sources": {"hook": {"connector": "webhook",
         "settings": {"secret": "whsec_c2FuZGJveA=="}}},
       "applications": {"esop": {"name": "ESOP", "owner": "Li Lei"}},
       "nodes": {"esop/hooked": {"name": "Hooked", "plan": "webhook", "locale": "en",
         "templates": [{"channel": "webhook", "content": {"type": "hooked", "json": {}}}]}}}
      """;
  private static final String NOTICE =
      """
      {"application": "esop", "node": "hooked", "tenant": "acme",
       "to": [{"webhook": "https://acme.example/"}], "data": {}}
      """;

  private final TestDatabase database = TestDatabase.create();
  private final List<String> options =
      Stream.concat(database.options().stream(), Stream.of("--herald.sandbox=true")).toList();

  @TempDir private Path folder;

  @Test
  void whatTheJvmLearnedInOneRunIsTakenByTheNext() throws IOException {
    Path learned = PackagedJar.CACHE.resolveSibling("learning.aot");
    try (var first = server("-XX:AOTCacheOutput=" + learned)) {
      first.start();
      sendsANotice(first);
      assertThat(first.stop(SOON)).isEqualTo(143);
    }

    try (var second = server("-XX:AOTCache=" + learned, "-XX:AOTMode=on")) {
      second.start();
    }

    Files.move(learned, PackagedJar.CACHE, StandardCopyOption.ATOMIC_MOVE);
  }

  /**
   * @param flags of the JVM; with {@code AOTMode=on} it does not start when the cache does not fit
   */
  private HeraldProcess server(String... flags) {
    return new HeraldProcess(folder.resolve("home"), List.of(flags), options);
  }

  private static void sendsANotice(HeraldProcess server) {
    Api api = server.administrator();
    Api.Answer configured = api.post("/v1/configuration", CONFIGURATION);
    assertThat(configured.status()).as(configured.toString()).isEqualTo(200);
    Api.Answer accepted = api.post("/v1/messages", NOTICE);
    assertThat(accepted.status()).as(accepted.toString()).isEqualTo(202);
    String id = accepted.json().at("/messages/0/id").asString();
    await()
        .atMost(SOON)
        .until(() -> api.get("/v1/messages/" + id).json().path("state").asString().equals("SENT"));
  }
}
