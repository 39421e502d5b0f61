package dev.herald.server.directory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.server.Api;
import dev.herald.server.HeraldTest;
import dev.herald.server.platform.Change;
import java.time.ZoneId;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

@HeraldTest
class TenantIT {
  @Autowired Environment environment;
  @Autowired Tenants tenants;
  @Autowired TransactionTemplate transaction;

  private Api api;

  @BeforeEach
  void connect() {
    api = Api.administrator(environment);
  }

  @Test
  void isCreatedThenUpdatedThenReadBack() {
    String acme =
        """
        {"name": "Acme 中国", "locale": "zh-CN", "zone": "Asia/Shanghai"}
        """;

    assertThat(api.put("/v1/tenants/acme", acme).status()).isEqualTo(201);
    assertThat(api.put("/v1/tenants/acme", acme.replace("zh-CN", "zh-Hant-TW")).status())
        .isEqualTo(200);
    JsonNode read = api.get("/v1/tenants/acme").json();
    assertThat(read.path("locale").asString()).isEqualTo("zh-Hant-TW");
    assertThat(read.path("zone").asString()).isEqualTo("Asia/Shanghai");
    assertThat(tenants.find("acme"))
        .hasValueSatisfying(tenant -> {
          assertThat(tenant.locale()).isEqualTo(Locale.forLanguageTag("zh-Hant-TW"));
          assertThat(tenant.zone()).isEqualTo(ZoneId.of("Asia/Shanghai"));
          assertThat(tenants.get(tenant.id())).isEqualTo(tenant);
        });
  }

  @Test
  void isRefusedWithEveryWrongFieldNamed() {
    Api.Answer answer =
        api.put("/v1/tenants/ACME", "{\"locale\": \"zh_CN\", \"zone\": \"Shanghai\"}");

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.wrongFields()).containsExactly("code", "name", "locale", "zone");
    assertThat(api.put("/v1/tenants/acme2", "{}").wrongFields())
        .containsExactly("name", "locale", "zone");
  }

  @Test
  void aDryRunTellsTheDifferenceAndLeavesNothingBehind() {
    api.put("/v1/tenants/dry", "{\"name\": \"Dry\", \"locale\": \"en\", \"zone\": \"UTC\"}");
    tenants.get("dry");

    Change change =
        transaction.execute(status -> {
          status.setRollbackOnly();
          Change put = tenants.put("dry", new TenantSpec("Wet", "en", "UTC", null, null, null));
          assertThat(tenants.get("dry").name()).isEqualTo("Wet");
          return put;
        });

    assertThat(change.action()).isEqualTo(Change.Action.UPDATED);
    assertThat(change.fields()).singleElement().extracting(Change.Field::path).isEqualTo("name");
    assertThat(tenants.get("dry").name()).isEqualTo("Dry");
  }
}
