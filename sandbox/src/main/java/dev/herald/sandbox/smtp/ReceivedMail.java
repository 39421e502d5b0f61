package dev.herald.sandbox.smtp;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.herald.sandbox.outbox.Outbox;
import dev.herald.sandbox.outbox.ReceivedContent;
import dev.herald.sandbox.standin.Provider;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.InternetHeaders;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A mail as it was handed over. It is only taken apart when somebody reads the outbox; of a long
 * one the beginning is kept.
 */
final class ReceivedMail implements Outbox.Parts {
  private static final int KEPT = 64 * 1024;

  private final String envelopeLines;
  private final byte[] source;

  /**
   * @param envelopeLines what was said before DATA
   * @param source headers and body as sent
   */
  ReceivedMail(String envelopeLines, byte[] source) {
    this.envelopeLines = envelopeLines;
    this.source = source.length > KEPT ? Arrays.copyOf(source, KEPT) : source;
  }

  /** The header {@code X-Herald-Message}, else what stands before the @ in the Message-ID. */
  @Nullable String messageId() {
    try {
      InternetHeaders headers = new InternetHeaders(new ByteArrayInputStream(source));
      String ours = headers.getHeader(Provider.MESSAGE_HEADER, null);
      return ours == null ? localPart(headers.getHeader("Message-ID", null)) : ours.strip();
    } catch (MessagingException noHeaders) {
      return null;
    }
  }

  private static @Nullable String localPart(@Nullable String messageId) {
    if (messageId == null) {
      return null;
    }
    String id = messageId.strip().replaceAll("^<|>$", "");
    int at = id.lastIndexOf('@');
    return at < 0 ? id : id.substring(0, at);
  }

  @Override
  public ReceivedContent content() {
    try {
      MimeMessage mail = new MimeMessage(null, new ByteArrayInputStream(source));
      return new ReceivedContent(
          mail.getSubject(), firstPart(mail, "text/plain"), firstPart(mail, "text/html"));
    } catch (MessagingException | IOException notMime) {
      return ReceivedContent.NONE;
    }
  }

  private static @Nullable String firstPart(Part part, String type)
      throws MessagingException, IOException {
    if (part.isMimeType(type)) {
      return part.getContent() instanceof String text ? text : null;
    }
    if (part.getContentType().toLowerCase(Locale.ROOT).startsWith("multipart/")
        && part.getContent() instanceof Multipart parts) {
      for (int i = 0; i < parts.getCount(); i++) {
        String found = firstPart(parts.getBodyPart(i), type);
        if (found != null) {
          return found;
        }
      }
    }
    return null;
  }

  @Override
  public String raw() {
    return envelopeLines + "\n" + new String(source, UTF_8);
  }
}
