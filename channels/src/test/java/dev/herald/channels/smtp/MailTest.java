package dev.herald.channels.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.herald.channel.Channel;
import dev.herald.channel.Content;
import dev.herald.channel.Destination;
import dev.herald.channel.Message;
import dev.herald.channel.Rejection;
import dev.herald.channel.Source;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MailTest {
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
  private static final UUID ID = UUID.fromString("019b7ca9-8c88-7000-8000-000000000001");
  private static final Content.Email BOTH =
      new Content.Email("磁盘告警 disk 91%", "<p>hello 你好</p>", "hello 你好");

  @Test
  void aMailHasBothBodiesAndTheRicherLast() throws Exception {
    MimeMessage read = read(mail(BOTH, "u1@example.net", Map.of()));

    MimeMultipart bodies = (MimeMultipart) read.getContent();
    assertThat(read.getContentType()).startsWith("multipart/alternative");
    assertThat(bodies.getBodyPart(0).getContentType()).startsWith("text/plain; charset=UTF-8");
    assertThat(bodies.getBodyPart(0).getContent()).isEqualTo("hello 你好");
    assertThat(bodies.getBodyPart(1).getContentType()).startsWith("text/html; charset=UTF-8");
    assertThat(bodies.getBodyPart(1).getContent()).isEqualTo("<p>hello 你好</p>");
  }

  @Test
  void subjectAndNameAreEncodedAndReadBackWhole() throws Exception {
    Mail mail = mail(BOTH, "u1@example.net", Map.of("fromName", "人力资源, \"HR\""));

    assertThat(new String(bytes(mail), StandardCharsets.UTF_8)).doesNotContain("磁盘", "人力");
    MimeMessage read = read(mail);
    assertThat(read.getSubject()).isEqualTo("磁盘告警 disk 91%");
    assertThat(((InternetAddress) read.getFrom()[0]).getPersonal()).isEqualTo("人力资源, \"HR\"");
  }

  @Test
  void aDomainInOtherLettersStaysTheDomainThatItIs() throws Exception {
    MimeMessage read = read(mail(BOTH, "u1@faß.example", Map.of("replyTo", "help@straße.example")));

    assertThat(read.getAllRecipients()[0]).hasToString("u1@xn--fa-hia.example");
    assertThat(read.getReplyTo()[0]).hasToString("help@xn--strae-oqa.example");
  }

  @Test
  void theHeaderHasWhatReceiversExpect() throws Exception {
    MimeMessage read = read(mail(BOTH, "u1@example.net", Map.of("replyTo", "help@example.com")));

    assertThat(read.getMessageID()).isEqualTo("<%s@example.com>".formatted(ID));
    assertThat(read.getSentDate()).isEqualTo(NOW);
    assertThat(read.getHeader("To")).containsExactly("u1@example.net");
    assertThat(read.getHeader("Reply-To")).containsExactly("help@example.com");
    assertThat(read.getHeader("Auto-Submitted")).containsExactly("auto-generated");
    assertThat(read.getHeader("MIME-Version")).containsExactly("1.0");
  }

  @Test
  void aTextAloneIsNoMultipart() throws Exception {
    assertThat(read(mail(new Content.Email("s", null, "x"), "a@b.cn", Map.of())).getContentType())
        .startsWith("text/plain");
  }

  @Test
  void htmlAloneGetsAText() throws Exception {
    Content.Email content =
        new Content.Email(
            "s", "<p>您已归属 <b>100</b> 股</p><p><a href='https://a.cn/1'>查看</a></p>", null);

    MimeMultipart bodies = (MimeMultipart) read(mail(content, "a@b.cn", Map.of())).getContent();

    assertThat(bodies.getBodyPart(0).getContent())
        .isEqualTo("您已归属 100 股\n\n查看 (https://a.cn/1)".replace("\n", "\r\n"));
  }

  @Test
  void aMailSaysWhereAnswersGoWhoElseGetsItAndHowToEndIt() throws Exception {
    Content.MailHeader header =
        new Content.MailHeader(
            "hr@faß.example",
            List.of("boss@example.net"),
            List.of("archive@example.org"),
            "https://example.com/u?t=1");
    Mail mail =
        mail(
            new Content.Email("s", null, "x", header),
            "a@b.cn",
            Map.of("replyTo", "other@example.com"));

    assertThat(mail.getAllRecipients())
        .extracting(Object::toString)
        .containsExactlyInAnyOrder("a@b.cn", "boss@example.net", "archive@example.org");
    assertThat(mail.getHeader("Reply-To")).containsExactly("hr@xn--fa-hia.example");
    assertThat(mail.getHeader("List-Unsubscribe")).containsExactly("<https://example.com/u?t=1>");
    assertThat(mail.getHeader("List-Unsubscribe-Post"))
        .containsExactly("List-Unsubscribe=One-Click");
  }

  static Stream<Content.MailHeader> badHeaders() {
    return Stream.of(
        new Content.MailHeader("a@b.cn\r\nBcc: x@y.cn", List.of(), List.of(), null),
        new Content.MailHeader(null, List.of("a@b.cn, c@d.cn"), List.of(), null),
        new Content.MailHeader(null, List.of(), List.of("nobody"), null),
        new Content.MailHeader(null, List.of(), List.of(), "http://example.com/u"),
        new Content.MailHeader(null, List.of(), List.of(), "https://example.com/u>\r\nX: y"),
        new Content.MailHeader(null, List.of(), List.of(), "mailto:a@b.cn"));
  }

  @ParameterizedTest
  @MethodSource("badHeaders")
  void aHeaderThatIsNotOneAddressOrUrlIsRefused(Content.MailHeader header) {
    assertRefused(new Content.Email("s", null, "x", header), "a@b.cn", Map.of(), Rejection.CONTENT);
  }

  @Test
  void longLinesAreFolded() throws Exception {
    Content.Email content =
        new Content.Email("很长的主题".repeat(60), "<p>" + "long ".repeat(2_000) + "</p>", null);

    byte[] bytes = bytes(mail(content, "u1@example.net", Map.of()));

    assertThat(new String(bytes, StandardCharsets.US_ASCII).lines())
        .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(998));
    assertThat(read(bytes).getSubject()).isEqualTo("很长的主题".repeat(60));
  }

  static Stream<String> subjects() {
    return Stream.of(
        "S " + "a".repeat(900),
        "S " + "a".repeat(1_500),
        "a".repeat(20_000),
        "https://hunt.example/" + "x".repeat(1_180) + " and more",
        "word ".repeat(12_000) + "end",
        "word  ".repeat(40) + "end",
        "a\tb",
        "=?utf-8?q?Fake?=",
        "Re: =?UTF-8?B?5L2g5aW9?= and =?iso-8859-1?Q?=E9?=",
        "=?",
        "您好 =?utf-8?q?Fake?=",
        "𠮷田𬎆 👨\u200d👩\u200d👧\u200d👦 " + "😀".repeat(300),
        "x".repeat(1_000) + " 您好");
  }

  @ParameterizedTest
  @MethodSource("subjects")
  void aSubjectArrivesAsItIsInLinesThatServersTake(String subject) throws Exception {
    byte[] bytes = bytes(mail(new Content.Email(subject, null, "x"), "u1@example.net", Map.of()));

    assertThat(new String(bytes, StandardCharsets.US_ASCII).lines())
        .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(998));
    assertThat(read(bytes).getSubject()).isEqualTo(subject);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"=?utf-8?q?Fake?=", "Smith, Anna (HR) \"Ops\" <x>", "a.b@c", "back\\slash"})
  void aNameArrivesAsItIs(String name) throws Exception {
    for (String written : List.of(name, name + " " + "long ".repeat(300).strip())) {
      byte[] bytes = bytes(mail(BOTH, "u1@example.net", Map.of("fromName", written)));

      assertThat(new String(bytes, StandardCharsets.US_ASCII).lines())
          .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(998));
      InternetAddress from = (InternetAddress) read(bytes).getFrom()[0];
      assertThat(from.getPersonal()).isEqualTo(written);
      assertThat(from.getAddress()).isEqualTo("hr@example.com");
    }
  }

  @Test
  void aDomainIsWrittenInTheLettersOfTheDns() throws Exception {
    assertThat(read(mail(BOTH, "u1@例子.cn", Map.of())).getHeader("To"))
        .containsExactly("u1@xn--fsqu00a.cn");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Hi\r\nBcc: all@example.com", "Hi\nBcc: x", "Hi\rX", "Hi\0"})
  void aSubjectThatWouldAddHeadersIsRefused(String subject) {
    assertRefused(new Content.Email(subject, null, "x"), "a@b.cn", Map.of(), Rejection.CONTENT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a@b.cn\r\nBcc: all@example.com",
        "a@b.cn, c@d.cn",
        "Somebody <a@b.cn>",
        "a b@c.cn",
        "nobody",
        "@b.cn",
        "a@",
        "a@b..cn",
        "用户@例子.cn"
      })
  void aDestinationThatIsNotOneAddressIsRefused(String address) {
    assertRefused(BOTH, address, Map.of(), Rejection.RECIPIENT);
  }

  @Test
  void aSendersNameThatWouldAddHeadersIsRefused() {
    assertRefused(BOTH, "a@b.cn", Map.of("fromName", "HR\r\nBcc: x@y.cn"), Rejection.CREDENTIALS);
  }

  private static void assertRefused(
      Content.Email content, String to, Map<String, String> settings, Rejection rejection) {
    assertThatThrownBy(() -> mail(content, to, settings))
        .isInstanceOfSatisfying(
            Mail.Unwritable.class,
            unwritable -> assertThat(unwritable.rejection()).isEqualTo(rejection));
  }

  private static Mail mail(Content.Email content, String to, Map<String, String> more)
      throws Mail.Unwritable {
    Map<String, String> settings = new HashMap<>(more);
    settings.put("host", "smtp.example.com");
    settings.put("from", "hr@example.com");
    Source source = new Source(new UUID(0, 1), "mail", "smtp", settings);
    Destination destination = new Destination(Destination.Kind.EMAIL, to);
    Message message = new Message(ID, 1, Channel.EMAIL, source, content, destination);
    return Mail.of(message, content, SmtpSettings.of(source), NOW);
  }

  private static byte[] bytes(Mail mail) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    mail.writeTo(out);
    return out.toByteArray();
  }

  private static MimeMessage read(Mail mail) throws Exception {
    return read(bytes(mail));
  }

  private static MimeMessage read(byte[] bytes) throws Exception {
    Session any = Session.getInstance(new Properties());
    return new MimeMessage(any, new ByteArrayInputStream(bytes));
  }
}
