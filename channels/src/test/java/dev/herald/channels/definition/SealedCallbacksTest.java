package dev.herald.channels.definition;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.channel.Source;
import dev.herald.channel.receipt.Callback;
import dev.herald.channel.receipt.Heard;
import dev.herald.channel.receipt.Report;
import dev.herald.channels.definition.receipt.DefinedReceipts;
import dev.herald.channels.definition.text.DefinitionException;
import dev.herald.channels.expression.SigningFunctions;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/** Events that providers seal, as the shipped definitions open them. */
class SealedCallbacksTest {
  private static final String ENCRYPT_KEY = "a key of events";
  private static final Map<String, String> FEISHU =
      Map.of(
          "appId", "cli_1",
          "appSecret", "s",
          "encryptKey", ENCRYPT_KEY,
          "verificationToken", "v-token");
  private static final String AES_KEY = "jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C";
  private static final Map<String, String> WECOM =
      Map.of(
          "corpId", "wx5823bf96d3bd56c7",
          "secret", "s",
          "agentId", "1",
          "callbackToken", "QDG6eK",
          "aesKey", AES_KEY);

  private static Heard hear(
      String connector,
      Map<String, String> settings,
      String method,
      Map<String, String> query,
      Map<String, String> headers,
      String body) {
    Definition definition = BuiltIn.definition(connector);
    return new DefinedReceipts(
            definition.description(),
            Objects.requireNonNull(definition.protocol().receipts()),
            definition.protocol()::isDead,
            Map.of("idType", "open_id"),
            Clock.systemUTC())
        .hear(
            new Source(UUID.randomUUID(), "own", connector, settings),
            new Callback(
                method,
                "https://herald.example/receipts/own",
                query,
                headers,
                body.getBytes(UTF_8)));
  }

  // --- Feishu ---

  private static String sealedForFeishu(String event) throws Exception {
    byte[] vector = "sixteen bytes iv".getBytes(UTF_8);
    Cipher cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
    byte[] key = MessageDigest.getInstance("SHA-256").digest(ENCRYPT_KEY.getBytes(UTF_8));
    cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new IvParameterSpec(vector));
    byte[] text = cipher.doFinal(event.getBytes(UTF_8));
    byte[] whole = ByteBuffer.allocate(vector.length + text.length).put(vector).put(text).array();
    return "{\"encrypt\":\"%s\"}".formatted(Base64.getEncoder().encodeToString(whole));
  }

  private static Map<String, String> signedForFeishu(String body) {
    String made =
        SigningFunctions.hex(
            SigningFunctions.sha256(("1700000000" + "n1" + ENCRYPT_KEY + body).getBytes(UTF_8)));
    return Map.of(
        "x-lark-request-timestamp", "1700000000",
        "x-lark-request-nonce", "n1",
        "x-lark-signature", made);
  }

  @Test
  void whatFeishuTellsOfReadersIsOpenedAndProven() throws Exception {
    String body =
        sealedForFeishu(
            """
            {"schema":"2.0","header":{"event_type":"im.message.message_read_v1","token":"v-token"},
             "event":{"reader":{"read_time":"1"},"message_id_list":["om_1","om_2"]}}
            """);

    assertThat(hear("feishu-app", FEISHU, "POST", Map.of(), signedForFeishu(body), body))
        .isInstanceOfSatisfying(
            Heard.Understood.class,
            heard ->
                assertThat(heard.reports())
                    .extracting(report -> ((Report.Progress) report).providerId())
                    .containsExactly("om_1", "om_2"));
    assertThat(hear("feishu-app", FEISHU, "POST", Map.of(), Map.of(), body))
        .isInstanceOf(Heard.Unproven.class);
    Map<String, String> other = Map.of("appId", "a", "appSecret", "s", "encryptKey", "another");
    assertThat(hear("feishu-app", other, "POST", Map.of(), signedForFeishu(body), body))
        .isInstanceOf(Heard.Unproven.class);
  }

  @Test
  void feishusQuestionWhetherTheAddressIsRightIsEchoedToItAlone() throws Exception {
    String asked = "{\"challenge\":\"ajls384\",\"token\":\"%s\",\"type\":\"url_verification\"}";

    assertThat(
            hear(
                "feishu-app",
                FEISHU,
                "POST",
                Map.of(),
                Map.of(),
                sealedForFeishu(asked.formatted("v-token"))))
        .isInstanceOfSatisfying(
            Heard.Understood.class,
            heard -> assertThat(heard.answer().body()).isEqualTo("{\"challenge\":\"ajls384\"}"));
    assertThat(
            hear(
                "feishu-app",
                FEISHU,
                "POST",
                Map.of(),
                Map.of(),
                sealedForFeishu(asked.formatted("another"))))
        .isInstanceOf(Heard.Unproven.class);
  }

  @Test
  void aReplyInFeishuIsRead() throws Exception {
    String body =
        sealedForFeishu(
            """
            {"header":{"event_type":"im.message.receive_v1"},"event":{
              "sender":{"sender_id":{"open_id":"ou_7"}},
              "message":{"message_id":"om_9","parent_id":"om_1","message_type":"text",
                "content":"{\\"text\\":\\"收到\\"}"}}}
            """);

    assertThat(hear("feishu-app", FEISHU, "POST", Map.of(), signedForFeishu(body), body))
        .isInstanceOfSatisfying(
            Heard.Understood.class,
            heard ->
                assertThat(heard.reports())
                    .containsExactly(new Report.Reply("om_9", "ou_7", "收到", "om_1")));
  }

  // --- WeCom ---

  /** The example of WeCom's own documentation. */
  @Test
  void weComsQuestionIsOpenedAndEchoed() {
    String echo =
        "P9nAzCzyDtyTWESHep1vC5X9xho/qYX3Zpb4yKa9SKld1DsH3Iyt3tP3zNdtp+4RPcs8TgAE7OaBO+FZXvnaqQ==";
    Map<String, String> query =
        Map.of(
            "msg_signature", "5c45ff5e21c57e6ad56bac8758b79b1d9ac89fd3",
            "timestamp", "1409659589",
            "nonce", "263014780",
            "echostr", echo);

    assertThat(hear("wecom-app", WECOM, "GET", query, Map.of(), ""))
        .isInstanceOfSatisfying(
            Heard.Understood.class,
            heard -> assertThat(heard.answer().body()).isEqualTo("1616140317555161061"));
  }

  private static String framed(String text, String receiver) throws Exception {
    byte[] key = Base64.getDecoder().decode(AES_KEY + "=");
    byte[] said = text.getBytes(UTF_8);
    byte[] to = receiver.getBytes(UTF_8);
    int size = 20 + said.length + to.length;
    int padding = 32 - size % 32;
    ByteBuffer frame = ByteBuffer.allocate(size + padding).put(new byte[16]);
    frame.putInt(said.length).put(said).put(to);
    Arrays.fill(frame.array(), size, size + padding, (byte) padding);
    Cipher cipher = Cipher.getInstance("AES/CBC/NoPadding");
    cipher.init(
        Cipher.ENCRYPT_MODE,
        new SecretKeySpec(key, "AES"),
        new IvParameterSpec(Arrays.copyOf(key, 16)));
    return Base64.getEncoder().encodeToString(cipher.doFinal(frame.array()));
  }

  private static Heard toWeCom(String sealed) throws Exception {
    String made =
        Stream.of("QDG6eK", "1700000000", "n1", sealed).sorted().collect(Collectors.joining());
    String signature =
        HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(made.getBytes(UTF_8)));
    return hear(
        "wecom-app",
        WECOM,
        "POST",
        Map.of("msg_signature", signature, "timestamp", "1700000000", "nonce", "n1"),
        Map.of("content-type", "text/xml"),
        "<xml><ToUserName>x</ToUserName><Encrypt><![CDATA[%s]]></Encrypt></xml>".formatted(sealed));
  }

  @Test
  void whatAMemberWritesInWeComIsOpenedWhereItIsForThisCompany() throws Exception {
    String said =
        """
        <xml><FromUserName>zhangsan</FromUserName><MsgType>text</MsgType><Content>退订</Content>\
        <MsgId>77</MsgId></xml>\
        """;

    assertThat(toWeCom(framed(said, "wx5823bf96d3bd56c7")))
        .isInstanceOfSatisfying(
            Heard.Understood.class,
            heard ->
                assertThat(heard.reports())
                    .containsExactly(new Report.Reply("77", "zhangsan", "退订", null)));
    assertThat(toWeCom(framed(said, "another company"))).isInstanceOf(Heard.Unproven.class);
    assertThat(toWeCom("rubbish")).isInstanceOf(Heard.Unproven.class);
  }

  // --- DingTalk ---

  /** Its events want an answer that is sealed and signed as they are. */
  @Test
  void anAnswerIsSealedForWhoWantsIt() throws DefinitionException {
    Definition definition =
        Definition.read(
            "own.yaml",
            """
            connector: own
            channel: own
            destination: user
            contents: [text]
            source: { aesKey: { secret: true }, appKey: {} }
            request: { post: https://own.example/, json: { to: "${destination}" } }
            answer: { success: 200 }
            ambiguous: hold
            receipts:
              verify: secret
              opened: ${openFramed(source.aesKey, request.sealed, source.appKey)}
              id: ${each.id}
              state: ${each.state}
              states: { delivered: ok }
              answer: { json: { encrypt: "${sealFramed(source.aesKey, 'success', source.appKey, query.nonce)}" } }
            """);
    DefinedReceipts receipts =
        new DefinedReceipts(
            definition.description(),
            Objects.requireNonNull(definition.protocol().receipts()),
            _ -> false,
            Map.of(),
            Clock.systemUTC());
    Source source =
        new Source(UUID.randomUUID(), "own", "own", Map.of("aesKey", AES_KEY, "appKey", "ding1"));

    Heard first = receipts.hear(source, calledWith("{\"id\": 1, \"state\": \"ok\"}"));
    String sealed = ((Heard.Understood) first).answer().body();

    assertThat(((Heard.Understood) first).reports()).hasSize(1);
    assertThat(receipts.hear(source, calledWith(sealed)))
        .as("it is opened, and 'success' is no event")
        .isInstanceOf(Heard.Unreadable.class);
  }

  private static Callback calledWith(String body) {
    return new Callback(
        "POST", "https://herald.example/", Map.of("nonce", "n"), Map.of(), body.getBytes(UTF_8));
  }
}
