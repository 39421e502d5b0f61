package dev.herald.channels.bounce;

import jakarta.mail.BodyPart;
import jakarta.mail.Header;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.InternetHeaders;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jspecify.annotations.Nullable;

/**
 * A mail of the mailbox, taken apart as far as a report needs it. Parts that are broken are left
 * out.
 */
final class ReturnedMail {
  private static final int DEEPEST = 6;
  private static final int MOST_TEXT = 64 * 1_024;

  private final MimeMessage mail;
  private final List<DeliveryStatus> statuses = new ArrayList<>();
  private final StringBuilder text = new StringBuilder();
  private @Nullable InternetHeaders feedback;
  private @Nullable InternetHeaders returned;

  ReturnedMail(MimeMessage mail) {
    this.mail = mail;
    take(mail, 0);
  }

  /** Of each recipient that a delivery status names. */
  List<DeliveryStatus> statuses() {
    return statuses;
  }

  /** The fields of a feedback report (RFC 5965); null: it has none. */
  @Nullable InternetHeaders feedback() {
    return feedback;
  }

  /** The header of the mail that came back, as far as it is there. */
  @Nullable InternetHeaders returned() {
    return returned;
  }

  /** What stands in it to be read. */
  String text() {
    return text.toString();
  }

  String header(String name) {
    try {
      String[] values = mail.getHeader(name);
      return values == null ? "" : String.join("\n", values);
    } catch (MessagingException _) {
      return "";
    }
  }

  /** All of its own header, for an address that may stand anywhere. */
  String headers() {
    StringBuilder lines = new StringBuilder();
    try {
      for (Header header : Collections.list(mail.getAllHeaders())) {
        lines.append(header.getValue()).append('\n');
      }
    } catch (MessagingException _) {
      // What was read is what there is.
    }
    return lines.toString();
  }

  private void take(Part part, int depth) {
    try {
      String type = part.getContentType().toLowerCase(Locale.ROOT).split(";", 2)[0].strip();
      switch (type) {
        case "message/delivery-status", "message/global-delivery-status" ->
            statuses.addAll(DeliveryStatus.read(part.getInputStream()));
        case "message/feedback-report" -> feedback = headers(part);
        case "message/rfc822", "text/rfc822-headers", "message/global-headers", "message/global" ->
            returned = returned == null ? headers(part) : returned;
        default -> {
          if (type.startsWith("multipart/") && depth < DEEPEST) {
            takeParts(part, depth);
          } else if (type.startsWith("text/") && text.length() < MOST_TEXT) {
            String words = words(part);
            text.append(type.equals("text/html") ? plain(words) : words).append('\n');
          }
        }
      }
    } catch (IOException | MessagingException | RuntimeException _) {
      // Others of its parts may tell enough.
    }
  }

  private void takeParts(Part part, int depth) throws IOException, MessagingException {
    if (part.getContent() instanceof Multipart parts) {
      for (int i = 0; i < parts.getCount(); i++) {
        BodyPart each = parts.getBodyPart(i);
        take(each, depth + 1);
      }
    }
  }

  private static String words(Part part) throws IOException, MessagingException {
    Object content = part.getContent();
    if (content instanceof String words) {
      return words.length() > MOST_TEXT ? words.substring(0, MOST_TEXT) : words;
    }
    try (InputStream bytes = part.getInputStream()) {
      return new String(bytes.readNBytes(MOST_TEXT), StandardCharsets.UTF_8);
    }
  }

  private static String plain(String html) {
    Document page = Jsoup.parse(html);
    page.select("br, p, td, tr, div").before("\n");
    return page.wholeText();
  }

  private static InternetHeaders headers(Part part) throws IOException, MessagingException {
    try (InputStream bytes = part.getInputStream()) {
      String lines =
          new String(bytes.readNBytes(MOST_TEXT), StandardCharsets.UTF_8).stripLeading()
              + "\r\n\r\n";
      return new InternetHeaders(
          new ByteArrayInputStream(lines.getBytes(StandardCharsets.UTF_8)), true);
    }
  }
}
