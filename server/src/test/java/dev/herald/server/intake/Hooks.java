package dev.herald.server.intake;

import dev.herald.server.Api;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Messages to webhooks of a company, one or thousands at a time. */
final class Hooks {
  private static final String TO = "to: [{webhook: 'https://acme.example/%d'}], data: {n: %d}";

  private final Company company;

  Hooks(Company company) {
    this.company = company;
    node("esop", "hooked", "normal");
  }

  void node(String application, String code, String lane) {
    company.put(
        "/v1/applications/%s/nodes/%s".formatted(application, code),
        """
        {name: Hooked, plan: webhook, locale: en, lane: %s,
         schema: {type: object, properties: {n: {type: integer}, text: {type: string}}},
         templates: [{channel: webhook, content: {type: hooked, json: {n: '{{n}}'}}}]}
        """
            .formatted(lane));
  }

  /**
   * @param caps as a YAML list
   */
  void source(String caps) {
    company.put(
        "/v1/sources/hook",
        "{connector: webhook, settings: {secret: whsec_c2FuZGJveA==}, caps: %s}".formatted(caps));
  }

  static String hooked(String tenant, int n) {
    return hooked(tenant, n, "");
  }

  /**
   * @param more fields of the submission, after a comma
   */
  static String hooked(String tenant, int n, String more) {
    return "{node: hooked, tenant: %s, %s%s}".formatted(tenant, TO.formatted(n, n), more);
  }

  void submitMany(String tenant, int count) {
    submitMany(tenant, count, "");
  }

  void submitMany(String tenant, int count, String more) {
    submitLines(
        IntStream.range(0, count)
            .mapToObj(n -> Company.json(hooked(tenant, n, more)))
            .collect(Collectors.joining("\n")));
  }

  Api.Answer submitLines(String lines) {
    return company.esop.send("POST", "/v1/messages/bulk", lines, "application/x-ndjson");
  }
}
