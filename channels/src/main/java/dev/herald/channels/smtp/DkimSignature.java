package dev.herald.channels.smtp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import jakarta.mail.Header;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.Signature;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The DKIM signature of a mail, with relaxed canonicalization of header and body (RFC 6376). From
 * is signed once more than it is there, so that nobody can add a second one.
 */
final class DkimSignature {
  private static final String NAME = "DKIM-Signature";
  private static final Set<String> SIGNED =
      Set.of(
          "from",
          "to",
          "cc",
          "subject",
          "date",
          "message-id",
          "reply-to",
          "mime-version",
          "content-type",
          "content-transfer-encoding",
          "auto-submitted",
          "list-unsubscribe",
          "list-unsubscribe-post");
  private static final Pattern SPACES = Pattern.compile("[ \\t]+");
  private static final Pattern FOLDS = Pattern.compile("\\r?\\n");
  private static final Pattern LINE = Pattern.compile("(.{72})(?=.)");

  private DkimSignature() {}

  /** Adds it to a mail that is complete. */
  static void add(MimeMessage mail, DkimKey key, Instant now) throws MessagingException {
    List<Header> signed = signed(mail);
    String unsigned = unsigned(signed, bodyHash(mail), key, now);
    StringBuilder text = new StringBuilder();
    signed.forEach(
        header -> text.append(relaxed(header.getName(), header.getValue())).append("\r\n"));
    text.append(relaxed(NAME, unsigned));
    mail.setHeader(NAME, unsigned + folded(signature(text.toString(), key)));
  }

  /** Of several with one name the last comes first, as those who verify take them. */
  private static List<Header> signed(MimeMessage mail) throws MessagingException {
    List<Header> headers = new ArrayList<>(Collections.list(mail.getAllHeaders()));
    headers.removeIf(header -> !SIGNED.contains(header.getName().toLowerCase(Locale.ROOT)));
    Collections.reverse(headers);
    return headers;
  }

  private static String unsigned(List<Header> signed, String bodyHash, DkimKey key, Instant now) {
    StringBuilder names = new StringBuilder();
    signed.forEach(header -> names.append(header.getName().toLowerCase(Locale.ROOT)).append(':'));
    return "v=1; a=%s; c=relaxed/relaxed; d=%s;\r\n s=%s; t=%d;\r\n h=%sfrom;\r\n bh=%s;\r\n b="
        .formatted(
            key.algorithm().word,
            key.domain(),
            key.selector(),
            now.getEpochSecond(),
            names.toString().replace(":", ":\r\n  "),
            bodyHash);
  }

  private static String folded(String base64) {
    return LINE.matcher(base64).replaceAll("$1\r\n  ");
  }

  private static String bodyHash(MimeMessage mail) throws MessagingException {
    try {
      RelaxedBody body = new RelaxedBody(digest());
      mail.writeTo(body);
      return Base64.getEncoder().encodeToString(body.hash());
    } catch (IOException e) {
      throw new MessagingException("a mail could not be written", e);
    }
  }

  private static String relaxed(String name, String value) {
    String line = SPACES.matcher(FOLDS.matcher(value).replaceAll("")).replaceAll(" ").strip();
    return name.toLowerCase(Locale.ROOT) + ":" + line;
  }

  /** An Ed25519 signature is of the text's hash (RFC 8463). */
  private static String signature(String text, DkimKey key) {
    byte[] signed = text.getBytes(ISO_8859_1);
    try {
      Signature signature = Signature.getInstance(key.algorithm().signatures);
      signature.initSign(key.key());
      signature.update(
          switch (key.algorithm()) {
            case RSA -> signed;
            case ED25519 -> sha256(signed);
          });
      return Base64.getEncoder().encodeToString(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a key that was read cannot sign", e);
    }
  }

  private static byte[] sha256(byte[] bytes) {
    return digest().digest(bytes);
  }

  private static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
