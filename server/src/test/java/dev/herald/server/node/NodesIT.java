package dev.herald.server.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.herald.channel.Channel;
import dev.herald.channel.Content;
import dev.herald.server.HeraldTest;
import dev.herald.server.application.ApplicationSpec;
import dev.herald.server.application.Applications;
import dev.herald.server.authorization.Application;
import dev.herald.server.authorization.Reach;
import dev.herald.server.directory.Tenant;
import dev.herald.server.directory.TenantSpec;
import dev.herald.server.directory.Tenants;
import dev.herald.server.platform.Change;
import dev.herald.server.platform.problem.FieldError;
import dev.herald.server.platform.problem.Precondition;
import dev.herald.server.platform.problem.RequestProblem;
import dev.herald.server.reason.FieldFault;
import dev.herald.server.reason.TemplateFault;
import dev.herald.server.reason.TraceReason;
import dev.herald.server.schema.Json;
import dev.herald.server.template.Rendering;
import dev.herald.server.template.TemplateSpec;
import dev.herald.server.template.TemplateVersion;
import dev.herald.server.template.language.TemplateBody;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

@HeraldTest
class NodesIT {
  private static final String VESTED =
      """
      name: A grant vested
      lane: normal
      plan: {every: [email, sms]}
      dedupWindow: 24h
      expiry: 7d
      locale: en
      schema:
        type: object
        required: [name]
        properties:
          name: {type: string}
          shares: {type: integer, x-format: number}
          code: {type: string, x-secret: true}
      templates:
        - {channel: sms, content: {text: "{{name}} got {{shares}}"}}
        - {channel: sms, locale: zh, content: {text: "{{name}}获得{{shares}}股"}}
        - {channel: sms, locale: zh, tenant: acme, content: {text: "【ACME】{{name}}"}}
      """;

  @Autowired Applications applications;
  @Autowired Tenants tenants;
  @Autowired Nodes nodes;
  @Autowired Templates templates;
  @Autowired Previews previews;
  @Autowired JdbcClient jdbc;
  @Autowired JsonMapper json;
  @Autowired TransactionTemplate transaction;

  private final String code = "node-" + UUID.randomUUID();

  @BeforeEach
  void thereAreAnApplicationAndATenant() {
    applications.put("esop", new ApplicationSpec("ESOP", "Li", null, null, null, null, null, null));
    tenants.put("acme", new TenantSpec("Acme", "zh-CN", "Asia/Shanghai", null, null, null));
  }

  @Test
  void aNodeIsReadBackAsItWasPut() {
    List<Change> changes = put(VESTED);

    assertThat(changes)
        .extracting(Change::key)
        .containsExactly(
            "esop/" + code,
            "esop/" + code + "/sms/en",
            "esop/" + code + "/sms/zh",
            "esop/" + code + "/sms/zh/acme");
    assertThat(changes).extracting(Change::action).containsOnly(Change.Action.CREATED);
    assertThat(node())
        .satisfies(node -> {
          assertThat(node.plan().channels()).containsExactly(Channel.EMAIL, Channel.SMS);
          assertThat(node.dedupWindow()).isEqualTo(Duration.ofDays(1));
          assertThat(node.expiry()).isEqualTo(Duration.ofDays(7));
          assertThat(node.schema().validate(Json.of("{name: Li}"))).isEmpty();
          assertThat(nodes.get(node.id())).isEqualTo(node);
        });
  }

  @Test
  void puttingTheSameAgainChangesNothing() {
    put(VESTED);
    assertThat(put(VESTED)).extracting(Change::action).containsOnly(Change.Action.UNCHANGED);
    assertThat(templates.list(node().id(), Reach.EVERYWHERE))
        .allSatisfy(listed -> assertThat(listed.newest()).isEqualTo(1));
  }

  @Test
  void everyWrongFieldIsNamed() {
    assertThat(
            errors(
                """
                lane: nromal
                plan: {every: [email, email, E-Mail]}
                dedupWindow: 8d
                expiry: soon
                locale: xx-YY
                schema: {type: object, properties: {a: {type: strin}}}
                """))
        .extracting(FieldError::field)
        .containsExactlyInAnyOrder(
            "name",
            "lane",
            "plan.every[1]",
            "plan.every[2]",
            "dedupWindow",
            "expiry",
            "locale",
            "schema.properties.a.type");
    assertThat(errors("{name: x, locale: en, plan: sms, templates: [{}]}"))
        .extracting(FieldError::field)
        .containsExactlyInAnyOrder("templates[0].channel", "templates[0].content");
    assertThat(errors("{name: x, locale: en, plan: {all: [email]}}"))
        .extracting(FieldError::field)
        .containsExactly("plan");
  }

  @Test
  void everyTemplateThatDoesNotFitIsNamedAndNothingIsKept() {
    String spec =
        VESTED
            + """
              - {channel: email, content: {subject: "{{nmae}}", text: x}}
              - {channel: sms, tenant: nobody, locale: de, content: {text: x}}
            """;

    assertThat(errors(spec))
        .containsExactlyInAnyOrder(
            new FieldError(
                "templates[3].content.subject",
                new TemplateFault.InLine(
                    1,
                    new TemplateFault.VariableUnknown(
                        "nmae", "name", List.of("name", "shares", "code")))),
            new FieldError("templates[4].tenant", new FieldFault.ThingUnknown("tenant", "nobody")));
    assertThat(nodes.find(application().id(), code)).isEmpty();
  }

  @Test
  void theTenantsOwnTemplateIsTakenInItsLanguage() {
    put(VESTED);

    assertThat(text(tenant(), null)).isEqualTo("【ACME】{{name}}");
    assertThat(text(tenant(), Locale.TRADITIONAL_CHINESE)).isEqualTo("【ACME】{{name}}");
    assertThat(text(tenant(), Locale.UK)).isEqualTo("{{name}} got {{shares}}");
    assertThat(text(null, Locale.CHINA)).isEqualTo("{{name}}获得{{shares}}股");
    assertThat(templates.resolve(node(), null, Locale.ENGLISH, Channel.EMAIL, null)).isEmpty();
  }

  @Test
  void aChangeIsSeenAtOnceAndOnlyOnceItIsCommitted() {
    put(VESTED);
    assertThat(text(null, Locale.UK)).isEqualTo("{{name}} got {{shares}}");
    transaction.executeWithoutResult(status -> {
      put(VESTED.replace("got", "has").replace("vested", "was vested"));
      assertThat(text(null, Locale.UK)).isEqualTo("{{name}} has {{shares}}");
      assertThat(node().name()).isEqualTo("A grant was vested");
      status.setRollbackOnly();
    });
    assertThat(text(null, Locale.UK)).isEqualTo("{{name}} got {{shares}}");
    assertThat(node().name()).isEqualTo("A grant vested");

    put(VESTED.replace("got", "has"));
    assertThat(text(null, Locale.UK)).isEqualTo("{{name}} has {{shares}}");
  }

  @Test
  void anEarlierVersionIsPublishedAgain() {
    put(VESTED);
    put(VESTED.replace("got", "has"));
    UUID id = english().template().id();
    assertThat(english().number()).isEqualTo(2);

    templates.publish(id, 1, "administrator", Precondition.NONE);

    assertThat(english().number()).isEqualTo(1);
    assertThat(templates.versions(id)).extracting(TemplateVersion::number).containsExactly(2, 1);
  }

  @Test
  void aDraftIsPublishedOnlyWhenItsVariablesAreThere() {
    put(VESTED);
    TemplateSpec draft = template("{channel: sms, content: {text: 'Hi {{nickname}}'}}");
    TemplateVersion version = templates.draft(node().id(), draft, "li");
    assertThat(english().number()).isEqualTo(1);

    assertThatExceptionOfType(RequestProblem.Invalid.class)
        .isThrownBy(() ->
            templates.publish(version.template().id(), version.number(), "li", Precondition.NONE))
        .withMessageContaining("variable=nickname");

    put(VESTED.replace("code: {", "nickname: {type: string}\n    code: {"));
    TemplateVersion now =
        templates.publish(version.template().id(), version.number(), "li", Precondition.NONE);

    assertThat(now.body()).isEqualTo(version.body());
    assertThat(english()).isEqualTo(now);
  }

  @Test
  void aChangedSchemaBindsWhatIsPublishedAnew() {
    put(VESTED);
    TemplateVersion before = english();

    put(VESTED.replace("shares: {type: integer, x-format: number}", "shares: {type: integer}"));

    assertThat(english().number()).isEqualTo(2);
    assertThat(english().schema()).isEqualTo(node().schema());
    assertThat(templates.version(before.id())).isEqualTo(before);

    TemplateVersion rolledBack =
        templates.publish(before.template().id(), 1, "li", Precondition.NONE);
    assertThat(rolledBack.number()).isEqualTo(3);
    assertThat(rolledBack.schema()).isEqualTo(node().schema());
    assertThat(rolledBack.body()).isEqualTo(before.body());
  }

  @Test
  void aSchemaThatLosesAPublishedVariableIsRefused() {
    put(VESTED);
    ObjectNode smaller = (ObjectNode) Json.of(VESTED);
    smaller.withObject("/schema/properties").remove("shares");
    smaller.remove("templates");

    assertThatExceptionOfType(RequestProblem.Invalid.class)
        .isThrownBy(() -> put(smaller))
        .satisfies(problem ->
            assertThat(problem.errors())
                .extracting(FieldError::field)
                .containsExactlyInAnyOrder(
                    "published template sms en.content.text",
                    "published template sms zh.content.text"));
    assertThat(node().schema().variables().byName()).containsKey("shares");
  }

  @Test
  void aSchemaMayLoseAVariableTogetherWithItsTemplates() {
    put(VESTED);
    ObjectNode smaller = (ObjectNode) Json.of(VESTED.replace("{{shares}}", "some"));
    smaller.withObject("/schema/properties").remove("shares");

    put(smaller);

    assertThat(text(null, Locale.UK)).isEqualTo("{{name}} got some");
  }

  @Test
  void aWithdrawnTemplateLeavesTheNextInOrder() {
    put(VESTED);
    UUID own =
        templates
            .resolve(node(), tenant().id(), Locale.CHINA, Channel.SMS, null)
            .orElseThrow()
            .template()
            .id();

    templates.withdraw(own, Precondition.NONE);

    assertThat(text(tenant(), null)).isEqualTo("{{name}}获得{{shares}}股");
  }

  @Test
  void theDatabaseKeepsVersionsFromBeingChanged() {
    put(VESTED);

    assertThatExceptionOfType(DataAccessException.class)
        .isThrownBy(() -> jdbc.sql("update template_version set number = 9").update())
        .withMessageContaining("never changed");
  }

  @Test
  void aPreviewShowsEachChannelOfThePlan() {
    put(VESTED);
    Previews.Sample sample =
        new Previews.Sample("acme", "en-US", Json.of("{name: Li, shares: 1200}"));

    assertThat(previews.of(node(), sample))
        .extracting(Previews.Preview::rendering)
        .containsExactly(
            new Rendering.Failed(new TraceReason.NoPublishedTemplate()),
            new Rendering.Rendered(new Content.Text("Li got 1,200")));
    assertThatExceptionOfType(RequestProblem.Invalid.class)
        .isThrownBy(
            () -> previews.of(node(), new Previews.Sample("none", "e", Json.of("{shares: x}"))))
        .satisfies(problem ->
            assertThat(problem.errors())
                .extracting(FieldError::field)
                .containsExactlyInAnyOrder("tenant", "locale", "data.name", "data.shares"));
  }

  private List<Change> put(String yaml) {
    return put(Json.of(yaml));
  }

  private List<Change> put(JsonNode spec) {
    return nodes.put(application(), code, json.treeToValue(spec, NodeSpec.class), "administrator");
  }

  private List<FieldError> errors(String yaml) {
    try {
      put(yaml);
      return List.of();
    } catch (RequestProblem.Invalid invalid) {
      return invalid.errors();
    }
  }

  private TemplateSpec template(String yaml) {
    return json.treeToValue(Json.of(yaml), TemplateSpec.class);
  }

  private Application application() {
    return applications.get("esop");
  }

  private Tenant tenant() {
    return tenants.get("acme");
  }

  private Node node() {
    return nodes.get(application().id(), code);
  }

  private TemplateVersion english() {
    return templates.resolve(node(), null, Locale.ENGLISH, Channel.SMS, null).orElseThrow();
  }

  private @Nullable String text(@Nullable Tenant tenant, @Nullable Locale wanted) {
    Optional<TemplateVersion> version =
        templates.resolve(
            node(),
            tenant == null ? null : tenant.id(),
            tenant == null ? Locale.ENGLISH : tenant.locale(),
            Channel.SMS,
            wanted);
    return version.map(found -> ((TemplateBody.Text) found.body()).text()).orElse(null);
  }
}
