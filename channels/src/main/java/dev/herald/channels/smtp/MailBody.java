package dev.herald.channels.smtp;

import dev.herald.channel.Content;
import dev.herald.channel.Content.Attachment;
import jakarta.activation.DataHandler;
import jakarta.mail.MessagingException;
import jakarta.mail.Part;
import jakarta.mail.internet.HeaderTokenizer;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.MimeUtility;
import jakarta.mail.util.ByteArrayDataSource;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a mail is made of: its text and its HTML as alternatives, the pictures beside the HTML that
 * shows them, and the files after all of it.
 *
 * @param pictures that the HTML shows by their content ids
 * @param files all others
 */
record MailBody(
    @Nullable String text,
    @Nullable String html,
    List<Attachment> pictures,
    List<Attachment> files) {
  private static final String UTF_8 = StandardCharsets.UTF_8.name();

  /** A picture that the HTML does not show is a file like others, so that nobody misses it. */
  static MailBody of(Content.Email content) {
    List<Attachment> pictures = new ArrayList<>();
    List<Attachment> files = new ArrayList<>();
    for (Attachment file : content.attachments()) {
      (isShown(file, content.html()) ? pictures : files).add(file);
    }
    return new MailBody(content.text(), content.html(), pictures, files);
  }

  private static boolean isShown(Attachment file, @Nullable String html) {
    return html != null && file.contentId() != null && html.contains("cid:" + file.contentId());
  }

  void fill(MimeMessage mail) throws MessagingException {
    if (files.isEmpty()) {
      fillWords(mail);
      return;
    }
    MimeMultipart all = new MimeMultipart("mixed");
    MimeBodyPart words = new MimeBodyPart();
    fillWords(words);
    all.addBodyPart(words);
    for (Attachment file : files) {
      all.addBodyPart(part(file, Part.ATTACHMENT));
    }
    mail.setContent(all);
  }

  private void fillWords(Part part) throws MessagingException {
    if (html == null) {
      setText(part, text == null ? "" : text, "plain");
      return;
    }
    MimeBodyPart plain = new MimeBodyPart();
    setText(plain, text == null ? PlainText.of(html) : text, "plain");
    // The last of the alternatives is the one that readers prefer.
    part.setContent(new MimeMultipart("alternative", plain, rich(html)));
  }

  private MimeBodyPart rich(String shown) throws MessagingException {
    MimeBodyPart rich = new MimeBodyPart();
    setText(rich, InlineStyles.in(shown), "html");
    if (pictures.isEmpty()) {
      return rich;
    }
    MimeMultipart related = new MimeMultipart("related", rich);
    for (Attachment picture : pictures) {
      related.addBodyPart(part(picture, Part.INLINE));
    }
    MimeBodyPart whole = new MimeBodyPart();
    whole.setContent(related);
    return whole;
  }

  private static void setText(Part part, String words, String subtype) throws MessagingException {
    switch (part) {
      case MimeMessage mail -> mail.setText(words, UTF_8, subtype);
      case MimeBodyPart body -> body.setText(words, UTF_8, subtype);
      default -> throw new IllegalArgumentException("neither a mail nor a part of one");
    }
  }

  private static MimeBodyPart part(Attachment file, String disposition) throws MessagingException {
    MimeBodyPart part = new MimeBodyPart();
    part.setDataHandler(new DataHandler(new ByteArrayDataSource(file.bytes(), file.mediaType())));
    part.setHeader("Content-Type", file.mediaType() + FileName.of("name", file.name(), false));
    part.setHeader("Content-Disposition", disposition + FileName.of("filename", file.name(), true));
    part.setHeader("Content-Transfer-Encoding", "base64");
    if (file.contentId() != null) {
      part.setHeader("Content-ID", "<" + file.contentId() + ">");
    }
    return part;
  }

  /**
   * A parameter of a header that has the name of a file. What is not ASCII stands there twice: as
   * encoded words, which older readers look for, and as RFC 2231 says, which all others prefer.
   */
  private static final class FileName {
    private static final String UNRESERVED = "!#$&+-.^_`|~";

    static String of(String parameter, String name, boolean extended) {
      String safe = name.replaceAll("\\p{Cntrl}", "_");
      boolean plain = safe.chars().allMatch(c -> c < 128) && !EncodedWords.areNeededInQuotes(safe);
      if (plain) {
        return ";\r\n %s=%s".formatted(parameter, quoted(safe));
      }
      String words = ";\r\n %s=\"%s\"".formatted(parameter, EncodedWords.of(safe));
      return extended ? words + ";\r\n %s*=UTF-8''%s".formatted(parameter, escaped(safe)) : words;
    }

    /** In quotes whether or not it must be: some readers end an unquoted one at a space. */
    private static String quoted(String name) {
      String quoted = MimeUtility.quote(name, HeaderTokenizer.MIME);
      return quoted.startsWith("\"") ? quoted : "\"" + quoted + "\"";
    }

    private static String escaped(String name) {
      StringBuilder escaped = new StringBuilder();
      for (byte each : name.getBytes(StandardCharsets.UTF_8)) {
        char c = (char) (each & 0xff);
        boolean kept = c < 128 && (Character.isLetterOrDigit(c) || UNRESERVED.indexOf(c) >= 0);
        escaped.append(kept ? String.valueOf(c) : "%%%02X".formatted((int) c));
      }
      return escaped.toString();
    }
  }
}
