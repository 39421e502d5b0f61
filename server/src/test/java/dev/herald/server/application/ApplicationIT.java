package dev.herald.server.application;

import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.server.Api;
import dev.herald.server.HeraldTest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

@HeraldTest
class ApplicationIT {
  @Autowired Environment environment;
  @Autowired JdbcClient database;
  @Autowired AdministratorKey administratorKey;

  private Api administrator;

  @BeforeEach
  void connect() {
    administrator = Api.administrator(environment);
  }

  @Test
  void isCreatedThenUpdatedThenReadBack() {
    String esop =
        """
        {"name": "ESOP", "owner": "Han Meimei", "team": "HR systems", "contact": "hr@example.com"}
        """;

    assertThat(administrator.put("/v1/applications/esop", esop).status()).isEqualTo(201);
    assertThat(administrator.put("/v1/applications/esop", esop).status()).isEqualTo(200);
    JsonNode read = administrator.get("/v1/applications/esop").json();
    assertThat(read.path("owner").asString()).isEqualTo("Han Meimei");
    assertThat(administrator.get("/v1/applications").json().path("items").valueStream())
        .contains(read);

    String renamed = esop.replace("Han Meimei", "Li Lei").replace("\"HR systems\"", "null");
    JsonNode updated = administrator.put("/v1/applications/esop", renamed).json();
    assertThat(updated.path("owner").asString()).isEqualTo("Li Lei");
    assertThat(updated.has("team")).isFalse();
    assertThat(updated.path("id")).isEqualTo(read.path("id"));
  }

  @Test
  void isRefusedWithEveryWrongFieldNamed() {
    Api.Answer answer =
        administrator.put(
            "/v1/applications/Not%20a%20code", "{\"name\": \" \", \"team\": \"a\\nb\"}");

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.wrongFields()).containsExactly("code", "name", "owner", "team");
    Api.Answer mistyped =
        administrator.put("/v1/applications/a", "{\"name\": [], \"owner\": {}, \"budget\": 5}");
    assertThat(mistyped.status()).isEqualTo(422);
    assertThat(mistyped.wrongFields()).containsExactlyInAnyOrder("name", "owner", "budget");
    assertThat(administrator.put("/v1/applications/a", "{\"name\"").status()).isEqualTo(400);
    assertThat(administrator.get("/v1/applications/none").status()).isEqualTo(404);
  }

  @Test
  void itsKeyIsShownOnceAndStoredAsAHashOnly() {
    Api application = administrator.asApplication("hashed");

    assertThat(application.get("/docs/openapi.json").status()).isEqualTo(200);
    String secret = ApiKey.parse(application.key()).orElseThrow().secret();
    assertThat(database.sql("select api_key::text from api_key").query(String.class).list())
        .isNotEmpty()
        .noneMatch(row -> row.contains(secret));
    JsonNode listed = administrator.get("/v1/applications/hashed/keys").json();
    assertThat(listed.toString()).doesNotContain(secret);
    assertThat(listed.path("items").get(0).path("lastUsedOn").asString()).isNotEmpty();
  }

  @Test
  void twoKeysAreAliveDuringARotationAndNoThird() {
    Api old = administrator.asApplication("rotated");
    Api next = administrator.asApplication("rotated");
    Api.Answer third = administrator.post("/v1/applications/rotated/keys", "");

    assertThat(third.status()).isEqualTo(409);
    assertThat(third.json().path("detail").asString())
        .contains("DELETE /v1/applications/rotated/keys/");
    assertThat(old.get("/docs/openapi.json").status()).isEqualTo(200);

    String id = ApiKey.parse(old.key()).orElseThrow().id();
    assertThat(administrator.delete("/v1/applications/rotated/keys/" + id).status()).isEqualTo(204);
    Api.Answer revoked = old.get("/docs/openapi.json");
    assertThat(revoked.status()).isEqualTo(401);
    assertThat(revoked.response().headers().firstValue("www-authenticate").orElseThrow())
        .contains("invalid_token");
    assertThat(next.get("/docs/openapi.json").status()).isEqualTo(200);
    assertThat(administrator.post("/v1/applications/rotated/keys", "").status()).isEqualTo(201);
  }

  @Test
  void aKeyOfAnotherApplicationCannotBeRevokedThroughThisOne() {
    Api mine = administrator.asApplication("mine");
    administrator.asApplication("theirs");
    String id = ApiKey.parse(mine.key()).orElseThrow().id();

    assertThat(administrator.delete("/v1/applications/theirs/keys/" + id).status()).isEqualTo(404);
    assertThat(mine.get("/docs/openapi.json").status()).isEqualTo(200);
  }

  @Test
  void aKeyWithAnotherSecretIsRefused() {
    Api mine = administrator.asApplication("forged");
    String id = ApiKey.parse(mine.key()).orElseThrow().id();
    ApiKey forged = new ApiKey(id, ApiKey.generate().secret());

    assertThat(mine.with(forged.text()).get("/docs/openapi.json").status()).isEqualTo(401);
  }

  @Test
  void theAdministratorKeyIsMadeOnceAndItsFileIsTheOwnersOnly() throws Exception {
    Path file = Path.of(environment.getRequiredProperty("herald.home"), "admin.key");
    String before = Files.readString(file);

    administratorKey.run(new DefaultApplicationArguments());

    assertThat(Files.readString(file)).isEqualTo(before);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }
}
