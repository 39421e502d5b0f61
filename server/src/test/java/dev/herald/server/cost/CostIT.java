package dev.herald.server.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.herald.server.Api;
import dev.herald.server.HeraldTest;
import dev.herald.server.Patience;
import dev.herald.server.intake.Company;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/** What messages cost, from the price of a source to the report. */
@HeraldTest
@TestPropertySource(properties = "herald.sandbox=true")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CostIT {
  @Autowired Environment environment;
  private Company company;
  private Api administrator;

  @BeforeAll
  void thereIsACompany() {
    company = new Company(environment);
    administrator = company.administrator;
  }

  private JsonNode costs(String by) {
    return administrator.get("/v1/costs?by=" + by).json().path("items");
  }

  @Test
  void whatIsSentIsCountedByItsPriceAndTakenFromThePackage() {
    company.put(
        "/v1/sources/sms/price",
        "{currency: CNY, prices: {CN: 0.05, '*': 0.5}, packageLeft: 1000}");
    company.put("/v1/applications/esop/budget", "{currency: CNY, perMonth: 10}");
    for (String phone : List.of("13800138000", "13700137000", "+14155550100")) {
      company.submitted(
          "{node: login.code, tenant: acme, to: [{phone: '%s'}], data: {name: A}}"
              .formatted(phone));
    }

    await()
        .atMost(Patience.SOON)
        .untilAsserted(() -> {
          JsonNode all = costs("APPLICATION").path(0);
          assertThat(all.path("key").asString()).isEqualTo("esop");
          assertThat(all.path("priced").asInt()).isEqualTo(3);
          assertThat(all.path("sent").asInt()).isGreaterThanOrEqualTo(3);
          assertThat(all.path("amount").decimalValue()).isEqualByComparingTo("0.6");
        });
    assertThat(costs("COUNTRY").valueStream().map(line -> line.path("key").asString()))
        .containsExactly("US", "CN");
    assertThat(costs("NODE").at("/0/key").asString()).isEqualTo("esop/login.code");
    assertThat(administrator.get("/v1/costs/export?by=SOURCE").text())
        .contains("key,name,owner,sent", "sms,sms,", "CNY,0.6");
    assertThat(administrator.get("/v1/budgets").json().at("/items/0/percent").asInt()).isEqualTo(6);
    assertThat(administrator.get("/v1/prices").json().at("/items/0/packageLeft").asInt())
        .isEqualTo(997);
    assertThat(administrator.get("/v1/costs?from=2020-01-01&to=2020-01-31").json().path("items"))
        .isEmpty();
  }

  @Test
  void whatIsWrongWithAPriceIsNamed() {
    assertThat(wrong("/v1/sources/mail/price", "{currency: XXZ, prices: {ZZ: 1, CN: -1}}"))
        .containsExactlyInAnyOrder("currency", "prices.ZZ", "prices.CN");
    assertThat(wrong("/v1/sources/mail/price", "{packageLeft: -1}"))
        .containsExactlyInAnyOrder("currency", "prices", "packageLeft");
    assertThat(wrong("/v1/applications/esop/budget", "{perMonth: 0}"))
        .containsExactlyInAnyOrder("currency", "perMonth");
    assertThat(administrator.get("/v1/costs?from=yesterday").wrongFields()).containsExactly("from");
  }

  private List<String> wrong(String path, String yaml) {
    return administrator.put(path, Company.json(yaml)).wrongFields();
  }
}
