package dev.herald.channels.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.herald.channel.Channel;
import dev.herald.channel.Content;
import dev.herald.channel.Destination;
import dev.herald.channel.Message;
import dev.herald.channel.SettingFault;
import dev.herald.channel.Source;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.james.jdkim.DKIMVerifier;
import org.apache.james.jdkim.exceptions.FailException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What Herald signs, as another implementation verifies it. */
class DkimTest {
  private static final KeyPair KEYS = keys();

  static List<Content.Email> contents() {
    return List.of(
        new Content.Email("plain", null, "hello"),
        new Content.Email("empty lines", null, "a \t b  \n\n\n"),
        new Content.Email("begins late", null, "\n\n  a"),
        new Content.Email("with a file", "<p>x</p>", null)
            .with(
                List.of(
                    new Content.Attachment("账单.pdf", "application/pdf", null, new byte[100_000]))),
        new Content.Email("磁盘告警 " + "很长的主题".repeat(60), "<p>hello 你好</p>", "hello 你好"),
        new Content.Email("long", "<p>" + "long ".repeat(2_000) + "</p>", null),
        new Content.Email(
            "header",
            "<p>x</p>",
            null,
            new Content.MailHeader(
                "hr@example.com",
                List.of("b@example.net", "c@example.net"),
                List.of("d@example.net"),
                "https://example.com/u")));
  }

  @ParameterizedTest
  @MethodSource("contents")
  void anotherImplementationVerifiesIt(Content.Email content) throws Exception {
    byte[] mail = mail(content);

    assertThat(verifier().verify(new ByteArrayInputStream(mail)))
        .singleElement()
        .satisfies(signature -> {
          assertThat(signature.getDToken()).hasToString("example.com");
          assertThat(signature.getHeaders().stream().filter("from"::contentEquals)).hasSize(2);
        });
  }

  @Test
  void whatWasChangedOnTheWayIsNotVerified() throws Exception {
    String mail =
        new String(mail(new Content.Email("s", null, "hello")), StandardCharsets.US_ASCII);

    for (String changed :
        List.of(
            mail.replace("hello", "hullo"),
            mail.replace("Subject: s", "Subject: t"),
            "From: other@example.com\r\n" + mail)) {
      assertThatThrownBy(() ->
              verifier()
                  .verify(new ByteArrayInputStream(changed.getBytes(StandardCharsets.US_ASCII))))
          .isInstanceOf(FailException.class);
    }
  }

  @Test
  void aKeyThatIsNotOneOrIsMissingIsASettingsFault() {
    assertThatThrownBy(() -> DkimKey.of(source(Map.of("dkimKey", "garbage"))))
        .isInstanceOf(SettingFault.class)
        .hasMessageNotContaining("garbage");
    assertThatThrownBy(
            () -> DkimKey.of(new Source(new UUID(0, 1), "m", "smtp", Map.of("dkimDomain", "a.b"))))
        .isInstanceOf(SettingFault.class);
  }

  @Test
  void aKeyInOneLineIsRead() {
    String pem = pem();

    assertThat(DkimKey.of(source(Map.of("dkimKey", pem.replace("\n", " "))))).isNotNull();
    assertThat(DkimKey.of(source(Map.of("dkimKey", pem.replace("\n", "\\n"))))).isNotNull();
  }

  private static byte[] mail(Content.Email content) throws Exception {
    Source source = source(Map.of("dkimKey", pem()));
    Destination destination = new Destination(Destination.Kind.EMAIL, "u1@example.net");
    Message message = new Message(new UUID(0, 2), 1, Channel.EMAIL, source, content, destination);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Mail.of(message, content, SmtpSettings.of(source), Instant.now())
        .writeTo(out, new String[] {"Bcc"});
    return out.toByteArray();
  }

  private static Source source(Map<String, String> more) {
    Map<String, String> settings =
        new HashMap<>(
            Map.of(
                "host", "smtp.example.com",
                "from", "hr@example.com",
                "dkimDomain", "example.com",
                "dkimSelector", "s1"));
    settings.putAll(more);
    return new Source(new UUID(0, 1), "mail", "smtp", settings);
  }

  private static DKIMVerifier verifier() {
    String record =
        "v=DKIM1; k=rsa; p=" + Base64.getEncoder().encodeToString(KEYS.getPublic().getEncoded());
    return new DKIMVerifier((method, selector, domain) -> List.of(record));
  }

  private static String pem() {
    String base64 =
        Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(KEYS.getPrivate().getEncoded());
    return String.join(
        "\n", Arrays.asList("-----BEGIN PRIVATE KEY-----", base64, "-----END PRIVATE KEY-----"));
  }

  private static KeyPair keys() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2_048);
      return generator.generateKeyPair();
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has RSA", e);
    }
  }
}
