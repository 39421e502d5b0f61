package dev.herald.channels.smtp;

import dev.herald.channel.CallReason;
import dev.herald.channel.Content;
import dev.herald.channel.Message;
import dev.herald.channel.Rejection;
import dev.herald.channels.DomainNames;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.io.UnsupportedEncodingException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.Properties;
import java.util.UUID;
import org.eclipse.angus.mail.smtp.SMTPMessage;
import org.jspecify.annotations.Nullable;

/** The mail that a message becomes. */
final class Mail extends SMTPMessage {
  private static final Session PLAIN = Session.getInstance(new Properties());
  private static final int LONGEST_URL = 900;
  private static final String UTF_8 = StandardCharsets.UTF_8.name();

  private final String messageId;

  private Mail(String messageId) {
    super(PLAIN);
    this.messageId = messageId;
  }

  /** A message that no mail can be made of. */
  static final class Unwritable extends Exception {
    private final Rejection rejection;

    private final transient CallReason reason;

    Unwritable(Rejection rejection, CallReason reason) {
      super(reason.toString());
      this.rejection = rejection;
      this.reason = reason;
    }

    CallReason reason() {
      return reason;
    }

    Rejection rejection() {
      return rejection;
    }
  }

  /**
   * @throws Unwritable when an address or a line of the header is not what it must be
   */
  static Mail of(Message message, Content.Email content, SmtpSettings settings, Instant now)
      throws Unwritable {
    InternetAddress sender = sender(settings);
    Mail mail = new Mail(messageId(message.id(), sender.getAddress()));
    try {
      mail.setFrom(sender);
      if (settings.returnAddress() != null) {
        String back = settings.returnAddress().of(message.id());
        mail.setEnvelopeFrom(own(back, "bounceAddress").getAddress());
      }
      if (settings.replyTo() != null) {
        mail.setReplyTo(new InternetAddress[] {own(settings.replyTo(), "replyTo")});
      }
      mail.setRecipient(RecipientType.TO, recipient(message.destination().address()));
      mail.put(content.header());
      mail.putSubject(subject(content.subject()));
      mail.setSentDate(Date.from(now));
      mail.setHeader("Auto-Submitted", "auto-generated");
      MailBody.of(content).fill(mail);
      mail.saveChanges();
      if (settings.dkim() != null) {
        DkimSignature.add(mail, settings.dkim(), now);
      }
      return mail;
    } catch (MessagingException e) {
      throw new IllegalStateException("a mail could not be put together", e);
    }
  }

  private void put(Content.MailHeader header) throws MessagingException, Unwritable {
    if (header.replyTo() != null) {
      setReplyTo(new InternetAddress[] {named(header.replyTo(), "replyTo")});
    }
    for (String address : header.cc()) {
      addRecipient(RecipientType.CC, named(address, "cc"));
    }
    for (String address : header.bcc()) {
      addRecipient(RecipientType.BCC, named(address, "bcc"));
    }
    if (header.unsubscribe() != null) {
      setHeader("List-Unsubscribe", "<%s>".formatted(unsubscribe(header.unsubscribe())));
      setHeader("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
    }
  }

  private static InternetAddress named(String address, String field) throws Unwritable {
    InternetAddress parsed = parse(address);
    if (parsed == null) {
      throw new Unwritable(Rejection.CONTENT, new CallReason.MailAddressInvalid(field));
    }
    return parsed;
  }

  private static String unsubscribe(String url) throws Unwritable {
    try {
      URI uri = new URI(url);
      if ("https".equalsIgnoreCase(uri.getScheme())
          && uri.getHost() != null
          && url.length() <= LONGEST_URL) {
        return uri.toASCIIString();
      }
    } catch (URISyntaxException _) {
      // It is not one.
    }
    throw new Unwritable(Rejection.CONTENT, new CallReason.UnsubscribeUrlInvalid());
  }

  /** The same for every attempt, so that a repeat can be told from another mail. */
  private static String messageId(UUID id, String from) {
    return "%s@%s".formatted(id, from.substring(from.lastIndexOf('@') + 1));
  }

  private static String subject(String subject) throws Unwritable {
    if (breaksLine(subject)) {
      throw new Unwritable(Rejection.CONTENT, new CallReason.SubjectBreaksLines());
    }
    return subject;
  }

  private void putSubject(String subject) throws MessagingException {
    if (isAscii(subject) && EncodedWords.areNeeded(subject)) {
      setHeader("Subject", EncodedWords.of(subject));
    } else {
      setSubject(subject, UTF_8);
    }
  }

  /** Whose name is encoded already. */
  private static final class Named extends InternetAddress {
    private static final long serialVersionUID = 1;

    Named(InternetAddress plain, String name) {
      address = plain.getAddress();
      encodedPersonal = EncodedWords.of(name);
    }
  }

  private static InternetAddress sender(SmtpSettings settings) throws Unwritable {
    InternetAddress from = own(settings.from(), "from");
    String name = settings.fromName();
    if (name != null && breaksLine(name)) {
      throw new Unwritable(Rejection.CREDENTIALS, new CallReason.SenderNameBreaksLines());
    }
    if (name != null && isAscii(name) && EncodedWords.areNeededInQuotes(name)) {
      return new Named(from, name);
    }
    try {
      from.setPersonal(name, UTF_8);
      return from;
    } catch (UnsupportedEncodingException e) {
      throw new IllegalStateException("every JDK has UTF-8", e);
    }
  }

  private static InternetAddress own(String address, String field) throws Unwritable {
    InternetAddress parsed = parse(address);
    if (parsed == null) {
      throw new Unwritable(Rejection.CREDENTIALS, new CallReason.SenderAddressInvalid(field));
    }
    return parsed;
  }

  private static InternetAddress recipient(String address) throws Unwritable {
    InternetAddress parsed = parse(address);
    if (parsed == null) {
      throw new Unwritable(Rejection.RECIPIENT, new CallReason.DestinationAddressInvalid());
    }
    return parsed;
  }

  /** One bare address, with the domain in the letters of the DNS; null when it is none. */
  private static @Nullable InternetAddress parse(String address) {
    int at = address.lastIndexOf('@');
    if (at < 1 || breaksLine(address) || !isAscii(address.substring(0, at))) {
      return null;
    }
    try {
      String domain = DomainNames.ascii(address.substring(at + 1));
      String plain = address.substring(0, at + 1) + domain;
      InternetAddress parsed = new InternetAddress(plain, true);
      return domain != null && plain.equals(parsed.getAddress()) ? parsed : null;
    } catch (AddressException _) {
      return null;
    }
  }

  private static boolean isAscii(String text) {
    return text.chars().allMatch(c -> c < 128);
  }

  private static boolean breaksLine(String text) {
    return text.indexOf('\r') >= 0 || text.indexOf('\n') >= 0 || text.indexOf('\0') >= 0;
  }

  @Override
  protected void updateMessageID() throws MessagingException {
    setHeader("Message-ID", "<" + messageId + ">");
  }

  /** Whether it is the recipient's own, not that of a copy. */
  boolean isTo(InternetAddress address) {
    try {
      return Arrays.asList(getRecipients(RecipientType.TO)).contains(address);
    } catch (MessagingException e) {
      throw new IllegalStateException("a mail could not be read", e);
    }
  }

  String messageId() {
    return messageId;
  }

  /** The header as it is sent and the bodies as they are read. */
  String readable(Content.Email content) {
    StringBuilder text = new StringBuilder();
    try {
      getAllHeaderLines().asIterator().forEachRemaining(line -> text.append(line).append('\n'));
    } catch (MessagingException e) {
      throw new IllegalStateException("a mail could not be shown", e);
    }
    for (String body : new String[] {content.text(), content.html()}) {
      if (body != null) {
        text.append('\n').append(body).append('\n');
      }
    }
    for (Content.Attachment file : content.attachments()) {
      text.append(
          "\n[%s, %s, %d bytes]".formatted(file.name(), file.mediaType(), file.bytes().length));
    }
    return text.toString();
  }
}
