package dev.herald.server.intake;

import dev.herald.server.Api;
import org.springframework.core.env.Environment;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A tenant with sources on several channels and an application that sends to its people. */
public final class Company {
  private static final JsonMapper JSON = new JsonMapper();

  public final Api administrator;
  public final Api esop;

  public Company(Environment environment) {
    administrator = Api.administrator(environment);
    esop = administrator.asApplication("esop");
    put("/v1/tenants/acme", "{name: Acme, locale: zh-CN, zone: Asia/Shanghai}");
    put(
        "/v1/tenants/acme/recipients/E1001",
        "{name: 张三, addresses: {email: zhang.san@acme.example, sms: '13800138000'}}");
    put(
        "/v1/sources/mail",
        "{connector: smtp, settings: {host: smtp.acme.example, from: hr@acme.example, fromName:"
            + " Acme 人力}}");
    put(
        "/v1/sources/sms",
        """
        {connector: tencent-sms, settings: {secretId: AKIDsandbox, secretKey: key,
          appId: '1400000001', signName: Acme}}
        """);
    put(
        "/v1/sources/robot",
        "{connector: dingtalk-robot, settings: {token: sandbox-hr, secret: SECsandbox-hr}}");
    node("grant.vested", "{every: [email, sms]}", "");
    node("login.code", "sms", "expiry: 5m, lane: critical,");
    node("exercise.reminder", "{fallback: [sms, email]}", "");
    node("once", "email", "dedupWindow: 1h,");
    node("team", "dingtalk", "");
  }

  /**
   * @param yaml in flow style, which is easy to read in a test
   */
  public JsonNode put(String path, String yaml) {
    Api.Answer answer = administrator.put(path, json(yaml));
    if (answer.status() >= 300) {
      throw new IllegalStateException(answer.toString());
    }
    return answer.json();
  }

  private void node(String code, String plan, String more) {
    put(
        "/v1/applications/esop/nodes/" + code,
        """
        {name: %s, plan: %s, %s locale: en,
         schema: {type: object, required: [name], properties: {
           name: {type: string}, shares: {type: integer, x-format: number},
           code: {type: string, x-secret: true}, order: {type: string, x-search: true}}},
         templates: [
          {channel: email, content: {subject: 'Granted to {{name}}', html: '<p>{{name}}: {{shares}}</p>',
            text: '{{name}}: {{shares}}'}},
          {channel: sms, content: {template: '1001', params: ['{{name}}', '{{shares}}']}},
          {channel: dingtalk, content: {title: Vested, markdown: '{{name}} got {{shares}}'}}]}
        """
            .formatted(code, plan, more));
  }

  public static String json(String yaml) {
    return JSON.writeValueAsString(
        tools.jackson.dataformat.yaml.YAMLMapper.builder().build().readTree(yaml));
  }

  Api.Answer submit(String yaml) {
    return esop.post("/v1/messages", json(yaml));
  }

  /** The id of the only message that a submission makes. */
  public String submitted(String yaml) {
    Api.Answer answer = submit(yaml);
    if (answer.status() != 202) {
      throw new IllegalStateException(answer.toString());
    }
    return answer.json().at("/messages/0/id").asString();
  }

  public JsonNode message(String id) {
    return esop.get("/v1/messages/" + id).json();
  }

  public String state(String id) {
    return message(id).path("state").asString();
  }
}
