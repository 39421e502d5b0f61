package dev.herald.server.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.herald.server.Api;
import dev.herald.server.HeraldTest;
import dev.herald.server.Patience;
import dev.herald.server.intake.Company;
import dev.herald.server.job.RecurringJob;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/** What messages cost, from the price of a source to the report. */
@HeraldTest
@TestPropertySource(properties = "herald.sandbox=true")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CostIT {
  @Autowired Environment environment;
  @Autowired ApplicationContext context;
  @Autowired JdbcClient jdbc;
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
  void whatAProviderSaysIsLeftIsShownAndStaysWhenItDoesNotAnswer() {
    company.put(
        "/v1/sources/foreign",
        "{connector: twilio, settings: {accountSid:"
            + " AC0123456789abcdef0123456789abcdef, authToken: sandbox, from: '+14155550199'}}");
    BalanceJob job = context.getBean(BalanceJob.class);

    job.run();

    JsonNode told = balance("foreign");
    assertThat(told.path("left").decimalValue()).isEqualByComparingTo("100.25");
    assertThat(told.path("currency").asString()).isEqualTo("USD");
    assertThat(told.has("problem")).isFalse();
    assertThat(balance("sms").path("left").asLong()).isEqualTo(100_000);
    assertThat(balance("sms").has("currency")).isFalse();
    company.put(
        "/v1/sources/foreign",
        "{connector: twilio, settings: {accountSid:"
            + " AC0123456789abcdef0123456789abcdef, authToken: wrong, from: '+14155550199'}}");
    administrator.post(
        "/sandbox/rules", Company.json("{effect: refuse, reason: credentials, provider: twilio}"));

    job.run();

    assertThat(balance("foreign").path("left").decimalValue()).isEqualByComparingTo("100.25");
    assertThat(balance("foreign").at("/problem/text").asString()).isNotBlank();
  }

  private JsonNode balance(String source) {
    return administrator
        .get("/v1/balances")
        .json()
        .path("items")
        .valueStream()
        .filter(each -> each.path("source").asString().equals(source))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void anOwnerIsSentTheFiguresOfTheWeekOnceInItsLanguage() {
    String send = "/v1/applications/hr/weekly-report";
    company.put("/v1/applications/hr", "{name: HR, owner: Li, weeklyReport: true}");
    assertThat(administrator.post(send, "{}").json().path("code").asString())
        .isEqualTo("REPORT_SENDER_MISSING");
    assertThat(administrator.put("/v1/report-settings", Company.json("{tenant: no}")).wrongFields())
        .containsExactly("tenant");
    company.put("/v1/report-settings", "{tenant: acme}");
    assertThat(administrator.post(send, "{}").json().path("code").asString())
        .isEqualTo("OWNER_ADDRESS_MISSING");
    company.put(
        "/v1/applications/hr",
        "{name: HR, owner: Li, weeklyReport: true, contact: zhang.san@acme.example}");
    jdbc.sql(
            """
            insert into rollup (grain, start, fact, application_id, node_id, tenant_id, lane,
              channel, source_id, state, outcome, reason, count)
            select 'HOUR', date_trunc('week', now(), 'UTC') - interval '3 days', 'ACCEPTED', id,
              gen_random_uuid(), gen_random_uuid(), 'normal', 'email', gen_random_uuid(), '', '',
              '', 1234
            from application where code = 'hr'
            """)
        .update();
    RecurringJob job = context.getBean("weeklyReport", RecurringJob.class);

    job.work().run();
    assertThat(reports()).as("whoever begins in its midst wants the next one").isEmpty();
    for (int again = 0; again < 2; again++) {
      jdbc.sql("update report_settings set last_week = '2020-01-06'").update();
      job.work().run();
    }

    assertThat(reports()).hasSize(1);
    String mail = mail(reports().getFirst());
    assertThat(mail).contains("zhang.san@acme.example");
    assertThat(mail.contains("1,234") || mail.contains("base64")).isTrue();
    company.put(
        "/v1/tenants/acme/recipients/E1001",
        "{name: 张三, locale: en, addresses: {email: zhang.san@acme.example, sms: '13800138000'}}");
    String english = administrator.post(send, "{}").json().at("/messages/0/id").asString();
    assertThat(mail(english)).contains("HR: what was sent from");
    assertThat(administrator.get("/v1/audit?action=application.report-sent").text()).contains("hr");
  }

  private List<String> reports() {
    return administrator
        .get("/v1/messages?application=herald")
        .json()
        .path("items")
        .valueStream()
        .map(message -> message.path("id").asString())
        .toList();
  }

  /** As the stand-in received it. */
  private String mail(String id) {
    String outbox = "/sandbox/outbox?messageId=" + id;
    await().atMost(Patience.SOON).until(() -> administrator.get(outbox).json().size() > 0);
    return administrator.get(outbox).json().at("/0/raw").asString();
  }

  @Test
  void whatIsWrongWithAPriceIsNamed() {
    assertThat(wrong("/v1/sources/mail/price", "{currency: XXZ, prices: {ZZ: 1, CN: -1}}"))
        .containsExactlyInAnyOrder("currency", "prices.ZZ", "prices.CN");
    assertThat(wrong("/v1/sources/mail/price", "{packageLeft: -1}"))
        .containsExactlyInAnyOrder("currency", "prices", "packageLeft");
    assertThat(
            wrong(
                "/v1/sources/mail/price",
                "{currency: CNY, prices: {CN: 1000000000.5, '*': 0.0000001},"
                    + " packageLeft: 2147483648}"))
        .containsExactlyInAnyOrder("prices.CN", "prices.*", "packageLeft");
    assertThat(wrong("/v1/applications/esop/budget", "{currency: CNY, perMonth: 1.0000001}"))
        .containsExactly("perMonth");
    assertThat(wrong("/v1/applications/esop/budget", "{perMonth: 0}"))
        .containsExactlyInAnyOrder("currency", "perMonth");
    assertThat(administrator.get("/v1/costs?from=yesterday").wrongFields()).containsExactly("from");
  }

  private List<String> wrong(String path, String yaml) {
    return administrator.put(path, Company.json(yaml)).wrongFields();
  }
}
