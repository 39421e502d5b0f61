package dev.herald.channels.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.channel.Channel;
import dev.herald.channel.Content;
import dev.herald.channel.Content.Attachment;
import dev.herald.channel.Destination;
import dev.herald.channel.Message;
import dev.herald.channel.Source;
import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The parts of a mail with files. */
class MailBodyTest {
  private static final byte[] BYTES = {0, 13, 10, 46, 13, 10, -1};

  private static Attachment file(String name) {
    return new Attachment(name, "application/pdf", null, BYTES);
  }

  private static Attachment picture(String contentId) {
    return new Attachment("logo.png", "image/png", contentId, BYTES);
  }

  private static Content.Email email(String html, Attachment... files) {
    return new Content.Email("Bill", html, null).with(List.of(files));
  }

  private static byte[] bytes(Content.Email content) throws Exception {
    Source source =
        new Source(
            new UUID(0, 1), "mail", "smtp", Map.of("host", "s.example", "from", "hr@example.com"));
    Message message =
        new Message(
            new UUID(0, 2),
            1,
            Channel.EMAIL,
            source,
            content,
            new Destination(Destination.Kind.EMAIL, "li@example.net"));
    Mail mail = Mail.of(message, content, SmtpSettings.of(source), Instant.EPOCH);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    mail.writeTo(out);
    return out.toByteArray();
  }

  private static Multipart parts(byte[] mail) throws Exception {
    Session any = Session.getInstance(new Properties());
    return (Multipart) new MimeMessage(any, new ByteArrayInputStream(mail)).getContent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bill.pdf",
        "my bill (2).pdf",
        "账单.pdf",
        "2026年11月 — 对账单（张三，已确认）.pdf",
        "é̈ ñ 😀.pdf",
        "=?utf-8?B?YQ==?=.pdf",
        "100%;a=b'c.pdf"
      })
  void aNameArrivesAsItIs(String name) throws Exception {
    byte[] mail = bytes(email("<p>x</p>", file(name)));

    BodyPart part = parts(mail).getBodyPart(1);
    assertThat(part.getFileName()).isEqualTo(name);
    assertThat(part.getInputStream().readAllBytes()).isEqualTo(BYTES);
    assertThat(new String(mail, StandardCharsets.US_ASCII).lines())
        .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(998));
  }

  @Test
  void aNameThatIsNotAsciiIsThereForOlderReadersToo() throws Exception {
    String mail = new String(bytes(email("<p>x</p>", file("账单.pdf"))), StandardCharsets.US_ASCII);

    assertThat(mail)
        .contains(
            "name=\"=?UTF-8?B?6LSm5Y2VLnBkZg==?=\"",
            "filename=\"=?UTF-8?B?6LSm5Y2VLnBkZg==?=\"",
            "filename*=UTF-8''%E8%B4%A6%E5%8D%95.pdf");
  }

  @Test
  void theLongestNameFitsALine() throws Exception {
    String name = "账".repeat(96) + ".pdf";

    byte[] mail = bytes(email("<p>x</p>", file(name)));

    assertThat(parts(mail).getBodyPart(1).getFileName()).isEqualTo(name);
    assertThat(new String(mail, StandardCharsets.US_ASCII).lines())
        .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(998));
  }

  @Test
  void aNameAddsNoHeader() throws Exception {
    byte[] mail = bytes(email("<p>x</p>", file("a\r\nBcc: x@y.cn\r\n\".pdf")));

    assertThat(new String(mail, StandardCharsets.US_ASCII).lines())
        .noneMatch(line -> line.startsWith("Bcc"));
  }

  @Test
  void picturesStandBesideTheHtmlThatShowsThemAndAllElseAfterIt() throws Exception {
    Multipart mixed =
        parts(
            bytes(
                email(
                    "<img src=\"cid:logo\">", picture("logo"), picture("unused"), file("a.pdf"))));

    assertThat(mixed.getContentType()).startsWith("multipart/mixed");
    assertThat(IntStream.range(1, mixed.getCount()).mapToObj(i -> name(mixed, i)))
        .containsExactly("logo.png attachment", "a.pdf attachment");
    Multipart alternatives = (Multipart) mixed.getBodyPart(0).getContent();
    assertThat(alternatives.getContentType()).startsWith("multipart/alternative");
    Multipart related = (Multipart) alternatives.getBodyPart(1).getContent();
    assertThat(related.getContentType()).startsWith("multipart/related");
    assertThat(related.getBodyPart(1).getHeader("Content-ID")).containsExactly("<logo>");
    assertThat(related.getBodyPart(1).getDisposition()).isEqualTo("inline");
  }

  private static String name(Multipart parts, int i) {
    try {
      BodyPart part = parts.getBodyPart(i);
      return part.getFileName() + " " + part.getDisposition();
    } catch (MessagingException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aTextAloneHasFilesToo() throws Exception {
    Content.Email plain = new Content.Email("Bill", null, "text").with(List.of(file("a.pdf")));

    Multipart mixed = parts(bytes(plain));

    assertThat(mixed.getBodyPart(0).getContent()).isEqualTo("text");
    assertThat(mixed.getCount()).isEqualTo(2);
  }
}
