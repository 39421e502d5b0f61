package dev.herald.server.attachment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.herald.sandbox.Sandbox;
import dev.herald.sandbox.outbox.OutboxQuery;
import dev.herald.server.Api;
import dev.herald.server.HeraldTest;
import dev.herald.server.Patience;
import dev.herald.server.intake.Company;
import jakarta.mail.BodyPart;
import jakarta.mail.Multipart;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/** A bill by email, from the upload to the parts of the mail. */
@HeraldTest
@TestPropertySource(
    properties = {
      "herald.sandbox=true",
      "herald.attachments.largest-file=64KB",
      "herald.attachments.largest-message=100KB",
      "herald.attachments.most=3",
      "herald.attachments.most-unused=512KB"
    })
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AttachmentsIT {
  private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', 0, 1, 2, 3};

  @Autowired Environment environment;
  @Autowired Sandbox sandbox;
  @Autowired JdbcClient jdbc;
  @Autowired FileStore store;
  private Company company;

  @BeforeAll
  void thereIsACompany() {
    company = new Company(environment);
    company.put(
        "/v1/applications/esop/nodes/bill.monthly",
        """
        {name: 月度账单, plan: {fallback: [email, sms]}, locale: en, dedupWindow: 1h,
         schema: {type: object, required: [month], properties: {month: {type: string}}},
         templates: [
          {channel: email, content: {subject: '{{month}} 账单',
            html: '<p><img src="cid:logo" alt="Acme"> {{month}}</p>'}},
          {channel: sms, content: {template: '1001', params: ['{{month}}', 'x']}}]}
        """);
  }

  private Api.Answer upload(String name, String type, byte[] bytes) {
    String query = URLEncoder.encode(name, StandardCharsets.UTF_8);
    return company.esop.send(
        HttpRequest.newBuilder(company.esop.base().resolve("/v1/files?name=" + query))
            .header("Authorization", "Bearer " + company.esop.key())
            .header("Content-Type", type)
            .POST(BodyPublishers.ofByteArray(bytes))
            .build());
  }

  private String file(String name, String type, byte[] bytes) {
    Api.Answer answer = upload(name, type, bytes);
    assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
    return answer.json().path("id").asString();
  }

  private String pdf(String name, String words) {
    return file(name, "application/pdf", ("%PDF-1.7 " + words).getBytes(StandardCharsets.UTF_8));
  }

  private Api.Answer submit(String yaml) {
    return company.esop.post("/v1/messages", Company.json(yaml));
  }

  private List<String> sent(String yaml) {
    Api.Answer answer = submit(yaml);
    assertThat(answer.status()).as(answer.toString()).isEqualTo(202);
    List<String> ids =
        answer.json().path("messages").valueStream().map(m -> m.path("id").asString()).toList();
    ids.forEach(id -> awaitState(id, "SENT"));
    return ids;
  }

  private void awaitState(String id, String state) {
    await()
        .atMost(Patience.SOON)
        .untilAsserted(() ->
            assertThat(company.message(id).path("state").asString())
                .as(company.message(id).path("verdict").asString())
                .isEqualTo(state));
  }

  private Multipart mail(String id) throws Exception {
    String raw = sandbox.outbox().find(OutboxQuery.ALL.messageId(id)).getFirst().raw();
    String mail = raw.substring(raw.indexOf("\nDate:") < 0 ? 0 : raw.indexOf("\nDate:") + 1);
    return (Multipart)
        new MimeMessage(
                Session.getInstance(new Properties()),
                new ByteArrayInputStream(mail.getBytes(StandardCharsets.ISO_8859_1)))
            .getContent();
  }

  @Test
  void each_gets_the_own_bill_beside_the_picture_that_the_template_shows() throws Exception {
    String logo = file("logo.png", "image/png", PNG);
    String one = pdf("2026年11月账单-张三.pdf", "one");
    String two = pdf("2026年11月账单-李四.pdf", "two");

    List<String> ids =
        sent(
            """
            {node: bill.monthly, tenant: acme, data: {month: 2026-11},
             attachments: [{file: %s, contentId: logo}],
             to: [{email: zhang@acme.example, attachments: [{file: %s}]},
                  {email: li@acme.example, attachments: [{file: %s, name: bill.pdf}]}]}
            """
                .formatted(logo, one, two));

    Multipart first = mail(ids.getFirst());
    assertThat(first.getContentType()).startsWith("multipart/mixed");
    BodyPart bill = first.getBodyPart(1);
    assertThat(bill.getFileName()).isEqualTo("2026年11月账单-张三.pdf");
    assertThat(bill.getContentType()).startsWith("application/pdf");
    assertThat(bill.getInputStream().readAllBytes()).asString().isEqualTo("%PDF-1.7 one");
    Multipart alternatives = (Multipart) first.getBodyPart(0).getContent();
    Multipart related = (Multipart) alternatives.getBodyPart(1).getContent();
    assertThat(related.getBodyPart(0).getContent().toString()).contains("cid:logo");
    assertThat(related.getBodyPart(1).getHeader("Content-ID")).containsExactly("<logo>");
    assertThat(related.getBodyPart(1).getInputStream().readAllBytes()).isEqualTo(PNG);
    assertThat(mail(ids.getLast()).getBodyPart(1).getFileName()).isEqualTo("bill.pdf");
    JsonNode shown = company.message(ids.getFirst()).path("attachments");
    assertThat(shown.valueStream().map(file -> file.path("name").asString()))
        .containsExactly("logo.png", "2026年11月账单-张三.pdf");
  }

  @Test
  void a_person_without_an_email_address_gets_the_message_only_where_none_has_a_file() {
    String bill = pdf("bill.pdf", "sms");

    Api.Answer answer =
        submit(
            """
            {node: bill.monthly, tenant: acme, data: {month: '1'},
             to: [{phone: '13800138001', attachments: [{file: %s}]}]}
            """
                .formatted(bill));

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.text()).contains("ATTACHMENTS_NOT_CARRIED", "to[0].attachments");
  }

  @Test
  void what_is_wrong_with_files_is_said_at_once() {
    String bill = pdf("bill.pdf", "wrong");
    String large = file("a.pdf", "application/pdf", new byte[60_000]);

    Api.Answer answer =
        submit(
            """
            {node: bill.monthly, tenant: acme, data: {month: '1'},
             to: [{email: w@acme.example, attachments: [
               {file: %1$s, url: 'https://bills.example/1.pdf'},
               {file: %2$s}, {url: 'ftp://bills.example/1.pdf', name: a.pdf},
               {url: 'https://bills.example/1.pdf'}, {file: %1$s, name: "a\\r\\nB.pdf"},
               {file: %1$s, name: "\\u202Efdp.exe"}, {file: %1$s, cid: logo},
               {file: %1$s, contentId: 'a>b'}]}]}
            """
                .formatted(bill, UUID.randomUUID()));

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.wrongFields())
        .contains(
            "to[0].attachments[0]",
            "to[0].attachments[2].url",
            "to[0].attachments[3].name",
            "to[0].attachments[4].name",
            "to[0].attachments[5].name",
            "to[0].attachments[6].cid",
            "to[0].attachments[7].contentId");
    assertThat(refusal("{file: %s}, {file: %s}".formatted(large, large)))
        .contains("ATTACHMENTS_TOO_LARGE");
    assertThat(refusal("{file: %s}".formatted(UUID.randomUUID())))
        .contains("ATTACHMENT_FILE_UNKNOWN");
    assertThat(refusal("{url: 'https://bills.example/1', name: run.exe}"))
        .contains("ATTACHMENT_TYPE_UNKNOWN");
    assertThat(refusal("{file: %s, contentId: bill}".formatted(bill)))
        .contains("CONTENT_ID_OF_NO_PICTURE");
    assertThat(refusal("{file: %1$s}, {file: %1$s}, {file: %1$s}, {file: %1$s}".formatted(bill)))
        .contains("ATTACHMENTS_TOO_MANY");
  }

  private String refusal(String files) {
    Api.Answer answer =
        submit(
            "{node: bill.monthly, tenant: acme, data: {month: '1'}, to: [{email: w@acme.example}],"
                + " attachments: [%s]}".formatted(files));
    assertThat(answer.status()).as(answer.toString()).isEqualTo(422);
    return answer.text();
  }

  @Test
  void a_file_that_may_not_go_with_an_email_is_not_taken() {
    assertThat(upload("run.exe", "application/x-msdownload", PNG).text())
        .contains("ATTACHMENT_TYPE_REFUSED");
    assertThat(upload("../a.pdf", "application/pdf", PNG).wrongFields()).containsExactly("name");
    assertThat(upload("a.pdf", "application/pdf", new byte[0]).text()).contains("ATTACHMENT_EMPTY");
    assertThat(upload("a.pdf", "application/pdf", new byte[70_000]).text())
        .contains("ATTACHMENT_TOO_LARGE");
    assertThat(upload("账单.pdf", "application/octet-stream", PNG).json().path("mediaType"))
        .hasToString("\"application/pdf\"");
  }

  private static Api.Answer upload(Api by, byte[] bytes) {
    return by.send(
        HttpRequest.newBuilder(URI.create(by.base() + "/v1/files?name=a.pdf"))
            .header("Authorization", "Bearer " + by.key())
            .header("Content-Type", "application/pdf")
            .POST(BodyPublishers.ofByteArray(bytes))
            .build());
  }

  @Test
  void one_application_does_not_fill_the_disk_with_files_that_no_message_has() {
    Api greedy = company.administrator.asApplication("greedy");
    for (int i = 0; i < 8; i++) {
      assertThat(upload(greedy, new byte[65_536]).status()).isEqualTo(201);
    }

    assertThat(upload(greedy, PNG).text()).contains("ATTACHMENTS_UNUSED", "512 KB");
    assertThat(upload("b.pdf", "application/pdf", PNG).status()).isEqualTo(201);
  }

  @Test
  void another_applications_file_is_unknown() {
    Api other = company.administrator.asApplication("other");
    String bill = pdf("bill.pdf", "mine");
    Api.Answer file = upload(other, PNG);

    assertThat(refusal("{file: %s}".formatted(file.json().path("id").asString())))
        .contains("ATTACHMENT_FILE_UNKNOWN");
    assertThat(bill).isNotEmpty();
  }

  @Test
  void the_same_words_with_another_file_are_another_message() {
    String november = pdf("bill.pdf", "november");
    String again = pdf("bill.pdf", "november");
    String december = pdf("bill.pdf", "december");
    String yaml =
        "{node: bill.monthly, tenant: acme, data: {month: same}, to: [{email: same@acme.example,"
            + " attachments: [{file: %s}]}]}";

    String first = sent(yaml.formatted(november)).getFirst();
    String repeat = sent(yaml.formatted(again)).getFirst();
    String other = sent(yaml.formatted(december)).getFirst();

    assertThat(repeat).isEqualTo(first);
    assertThat(other).isNotEqualTo(first);
    assertThat(
            sent(
                """
                {node: bill.monthly, tenant: acme, data: {month: twice},
                 to: [{email: twice@acme.example, attachments: [{file: %1$s}]},
                      {email: twice@acme.example, attachments: [{file: %2$s}]},
                      {email: twice@acme.example, attachments: [{file: %1$s}]}]}
                """
                    .formatted(november, december)))
        .hasSize(3)
        .satisfies(ids -> assertThat(ids.get(2)).isEqualTo(ids.get(0)))
        .satisfies(ids -> assertThat(ids.get(1)).isNotEqualTo(ids.get(0)));
  }

  @Test
  void a_file_stays_with_its_messages_and_goes_with_the_last_of_them() {
    String bill = pdf("bill.pdf", "kept");
    String unused = pdf("bill.pdf", "unused");
    UUID message =
        UUID.fromString(
            sent("""
            {node: bill.monthly, tenant: acme, data: {month: kept},
             to: [{email: kept@acme.example}], attachments: [{file: %s}]}
            """
                    .formatted(bill))
                .getFirst());

    store.forget(Duration.ZERO);

    assertThat(store.content(UUID.fromString(bill))).isPresent();
    assertThat(store.content(UUID.fromString(unused))).isEmpty();
    assertThat(store.of(message).getFirst()).containsEntry("name", "bill.pdf");
    Api.Answer again = company.esop.post("/v1/messages/" + message + "/resend", "");
    String resent = again.json().at("/messages/0/id").asString();
    awaitState(resent, "SENT");
    store.erase(List.of(message));
    assertThat(store.content(UUID.fromString(bill))).isPresent();
    store.erase(List.of(UUID.fromString(resent)));
    assertThat(store.content(UUID.fromString(bill))).isEmpty();
  }

  @Test
  void nothing_readable_of_a_file_is_in_the_database() {
    String bill = pdf("工资单-王五.pdf", "salary 12000");

    byte[] row =
        jdbc.sql("select label || content from attached_file where id = cast(? as uuid)")
            .param(bill)
            .query(byte[].class)
            .single();

    assertThat(new String(row, StandardCharsets.UTF_8)).doesNotContain("王五", "salary", "PDF");
  }

  @Test
  void in_the_sandbox_a_line_stands_for_a_file_of_another_server() throws Exception {
    String id =
        sent("""
        {node: bill.monthly, tenant: acme, data: {month: url},
         to: [{email: url@acme.example}],
         attachments: [{url: 'https://bills.example/8841?t=1', name: 账单.pdf}]}
        """)
            .getFirst();

    assertThat(mail(id).getBodyPart(1).getFileName()).isEqualTo("账单.pdf");
    assertThat(mail(id).getBodyPart(1).getInputStream().readAllBytes())
        .asString()
        .contains("bills.example");
    assertThat(company.message(id).at("/attachments/0/host").asString()).isEqualTo("bills.example");
  }
}
