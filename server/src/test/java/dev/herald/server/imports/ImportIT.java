package dev.herald.server.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.herald.server.Api;
import dev.herald.server.HeraldTest;
import java.net.http.HttpRequest;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

@HeraldTest
class ImportIT {
  private static final Duration SOON = Duration.ofMinutes(2);
  private static final String IMPORTS = "/v1/tenants/acme/imports";
  private static final String MAPPING = "{\"工号\": \"code\", \"姓名\": \"name\", \"手机号\": \"phone\"}";

  @Autowired Environment environment;
  @Autowired JdbcClient database;
  private Api api;

  @BeforeEach
  void emptyTenant() {
    api = Api.administrator(environment);
    api.put(
        "/v1/tenants/acme",
        "{\"name\": \"Acme\", \"locale\": \"zh-CN\", \"zone\": \"Asia/Shanghai\"}");
    database.sql("delete from recipient").update();
  }

  private JsonNode upload(byte[] file) {
    Api.Answer answer =
        api.send(
            HttpRequest.newBuilder(api.base().resolve("/v1/uploads?name=people.csv"))
                .header("Authorization", "Bearer " + api.key())
                .header("Content-Type", "text/csv")
                .POST(HttpRequest.BodyPublishers.ofByteArray(file))
                .build());
    assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
    return answer.json();
  }

  private JsonNode until(String id, String state) {
    await()
        .atMost(SOON)
        .until(() -> api.get(IMPORTS + "/" + id).json().path("state").asString().equals(state));
    return api.get(IMPORTS + "/" + id).json();
  }

  private String checked(JsonNode upload, String mapping) {
    Api.Answer made =
        api.post(
            IMPORTS,
            "{\"upload\": \"%s\", \"mapping\": %s}"
                .formatted(upload.path("id").asString(), mapping));
    assertThat(made.status()).as(made.toString()).isEqualTo(201);
    return made.json().path("id").asString();
  }

  @Test
  void a_file_of_chinese_excel_is_looked_at_and_then_imported() {
    String text =
        "工号,姓名,手机号,部门\r\nE1,\"Han, Mei\",13800138000,财务\r\nE2,韩梅梅,1.38E+10,\r\nE3,李雷,12,\r\n";
    JsonNode upload = upload(text.getBytes(Charset.forName("GBK")));
    assertThat(upload.path("encoding").asString()).isEqualTo("GB18030");
    assertThat(upload.at("/columns/2/meaning").asString()).isEqualTo("phone");
    assertThat(upload.at("/rows/0/cells/1").asString()).isEqualTo("Han, Mei");
    assertThat(upload.at("/rows/1/column").asString()).isEqualTo("手机号");

    String id = checked(upload, MAPPING.replace("}", ", \"部门\": \"attributes.部门\"}"));
    JsonNode dry = until(id, "CHECKED");
    assertThat(dry.path("total").asLong()).isEqualTo(3);
    assertThat(dry.path("created").asLong()).isEqualTo(1);
    assertThat(dry.path("wrong").asLong()).isEqualTo(2);
    assertThat(api.get("/v1/tenants/acme/recipients").json().path("items")).isEmpty();
    assertThat(api.get(IMPORTS + "/" + id + "/faults").json().at("/items/1/column").asString())
        .isEqualTo("手机号");

    assertThat(api.post(IMPORTS + "/" + id + "/start", "").status()).isEqualTo(200);
    assertThat(api.post(IMPORTS + "/" + id + "/start", "").status()).isEqualTo(200);
    assertThat(until(id, "DONE").path("created").asLong()).isEqualTo(1);
    assertThat(api.get("/v1/tenants/acme/recipients/E1").json().path("name").asString())
        .isEqualTo("Han, Mei");
    assertThat(api.get("/v1/tenants/acme/recipients/E1").json().at("/attributes/部门").asString())
        .isEqualTo("财务");
    assertThat(api.get("/v1/imports").json().at("/items/0/of/id").asString()).isEqualTo(id);
    Api.Answer table = api.get(IMPORTS + "/" + id + "/faults/export");
    assertThat(table.text()).contains("3,手机号,", "4,手机号,").doesNotContain("13800138000");
    assertThat(
            database
                .sql("select string_agg(encode(content, 'escape'), '') from upload_part")
                .query(String.class)
                .single())
        .doesNotContain("13800138000");
  }

  @Test
  void a_large_file_goes_on_where_a_process_left_it() {
    String rows =
        IntStream.range(0, 1_200)
            .mapToObj("K%d,Li Lei,+8613800138000\n"::formatted)
            .collect(Collectors.joining());
    String file = "code;name;phone\n".replace(';', ',') + rows;
    String id =
        checked(
            upload(file.getBytes(StandardCharsets.UTF_8)),
            "{\"code\": \"code\", \"name\": \"name\", \"phone\": \"phone\"}");
    assertThat(until(id, "CHECKED").path("created").asLong()).isEqualTo(1_200);
    // As another process left it that wrote the first batch and is gone.
    database
        .sql(
            """
            update recipient_import set state = 'RUNNING', line = 501, looked_at = 500,
              created = 500, worker = gen_random_uuid(),
              leased_until = now() - interval '1 second' where id = ?::uuid
            """)
        .param(id)
        .update();

    JsonNode done = until(id, "DONE");
    assertThat(done.path("created").asLong()).isEqualTo(1_200);
    assertThat(database.sql("select count(*) from recipient").query(Long.class).single())
        .isEqualTo(700);
  }

  @Test
  void what_can_not_be_read_is_refused_with_the_mend() {
    JsonNode twice = upload("code,sms,sms\nE1,1,2\n".getBytes(StandardCharsets.UTF_8));
    assertThat(twice.at("/problem/code").asString()).isEqualTo("COLUMN_TWICE");
    JsonNode open = upload("code,name\nE1,\"x\nE2,y\n".getBytes(StandardCharsets.UTF_8));
    assertThat(
            until(checked(open, "{\"code\": \"code\"}"), "FAILED").at("/problem/code").asString())
        .isEqualTo("QUOTE_OPEN");

    String order = "{\"upload\": \"%s\", \"mapping\": %s}";
    String id = open.path("id").asString();
    assertThat(api.post(IMPORTS, order.formatted(id, "{\"cod\": \"code\"}")).wrongFields())
        .containsExactly("mapping.cod");
    Api.Answer misspelt = api.post(IMPORTS, order.formatted(id, "{\"code\": \"emial\"}"));
    assertThat(misspelt.text()).contains("did you mean email?");
    assertThat(api.post(IMPORTS, order.formatted(id, "{\"name\": \"name\"}")).wrongFields())
        .containsExactly("mapping");
    assertThat(api.get("/v1/uploads/" + id + "?encoding=latin1&delimiter=x").wrongFields())
        .containsExactly("encoding", "delimiter");
  }
}
