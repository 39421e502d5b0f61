package dev.herald.channels.bounce;

import dev.herald.channel.receipt.Report;
import jakarta.mail.internet.InternetHeaders;
import jakarta.mail.internet.MimeMessage;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Understands a mail that came back: a delivery status (RFC 3464), a complaint (RFC 5965), or the
 * words of servers that send neither.
 */
public final class BounceReader {
  /** In the header of the mail that came back, or quoted anywhere. */
  private static final Pattern MESSAGE_ID =
      Pattern.compile(
          "(?i)<?([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})@[^\\s<>]+");

  private static final Pattern QUOTED =
      Pattern.compile("(?im)^[>\\s]*Message-ID:\\s*" + MESSAGE_ID.pattern().substring(4));

  /** {@code 550 5.1.1 no such user}, {@code 550-5.1.1}, {@code (#5.1.1)}. */
  private static final Pattern REPLY =
      Pattern.compile(
          "(?m)(?<![\\d,.])(5[0-5]\\d)[ -]+(?:#?(5\\.\\d{1,3}\\.\\d{1,3})[: ]*)?([^\\r\\n]{0,200})");

  private static final Pattern STATUS = Pattern.compile("#?\\b(5\\.\\d{1,3}\\.\\d{1,3})\\b");

  private static final Pattern POSTMASTER =
      Pattern.compile("(?i)(mailer-daemon|postmaster|mail delivery|no-?reply@.*bounce)");

  private static final Pattern ADDRESS = Pattern.compile("[^\\s<>\"':;,()]+@[^\\s<>\"':;,()]+");
  private static final int LONGEST = 300;

  private final ReturnAddress address;

  public BounceReader(ReturnAddress address) {
    this.address = address;
  }

  /** Empty when it reports nothing about a message of Herald's. */
  public Optional<Report> read(MimeMessage mail) {
    ReturnedMail returned = new ReturnedMail(mail);
    return message(returned).flatMap(id -> report(id, returned));
  }

  private Optional<UUID> message(ReturnedMail mail) {
    return address
        .messageIn(mail.headers())
        .or(() -> returnedId(mail.returned()))
        .or(() -> mail.statuses().isEmpty() ? Optional.empty() : anyId(mail.header("References")))
        .or(() -> id(QUOTED.matcher(mail.text())));
  }

  private static Optional<UUID> returnedId(@Nullable InternetHeaders returned) {
    return returned == null
        ? Optional.empty()
        : Optional.ofNullable(returned.getHeader("Message-ID", null)).flatMap(BounceReader::anyId);
  }

  private static Optional<UUID> anyId(String header) {
    return id(MESSAGE_ID.matcher(header));
  }

  private static Optional<UUID> id(Matcher matcher) {
    return matcher.find() ? Optional.of(UUID.fromString(matcher.group(1))) : Optional.empty();
  }

  private static Optional<Report> report(UUID id, ReturnedMail mail) {
    InternetHeaders feedback = mail.feedback();
    if (feedback != null) {
      return complaint(id, feedback);
    }
    if (!mail.statuses().isEmpty()) {
      return status(id, mail);
    }
    return isAutomatic(mail) ? words(id, mail.text()) : Optional.empty();
  }

  private static Optional<Report> complaint(UUID id, InternetHeaders feedback) {
    String type = Objects.requireNonNullElse(feedback.getHeader("Feedback-Type", null), "abuse");
    return Set.of("abuse", "fraud", "virus", "other", "opt-out")
            .contains(type.strip().toLowerCase(Locale.ROOT))
        ? Optional.of(progress(id, Report.State.COMPLAINED, null, null, false))
        : Optional.empty();
  }

  /** Of the recipient's own; a copy that did not arrive says nothing of the message. */
  private static Optional<Report> status(UUID id, ReturnedMail mail) {
    return mail.statuses().stream()
        .filter(status -> !isOfACopy(status, mail.returned()))
        .flatMap(status -> of(id, status).stream())
        .findFirst();
  }

  private static Optional<Report> of(UUID id, DeliveryStatus status) {
    return switch (status.action()) {
      case "failed" ->
          Optional.of(
              progress(
                  id,
                  Report.State.UNDELIVERED,
                  status.status(),
                  status.diagnostic(),
                  DeliveryStatus.isDead(status.status())));
      case "delivered" ->
          Optional.of(progress(id, Report.State.DELIVERED, status.status(), null, false));
      // Delayed, relayed and expanded: it is still under way.
      default -> Optional.empty();
    };
  }

  private static boolean isOfACopy(DeliveryStatus status, @Nullable InternetHeaders returned) {
    String copies = returned == null ? null : returned.getHeader("Cc", ",");
    return copies != null
        && status.recipients().stream()
            .anyMatch(to -> copies.toLowerCase(Locale.ROOT).contains(to.toLowerCase(Locale.ROOT)));
  }

  private static boolean isAutomatic(ReturnedMail mail) {
    boolean answer =
        mail.header("Auto-Submitted").toLowerCase(Locale.ROOT).contains("auto-replied");
    boolean postmaster =
        POSTMASTER.matcher(mail.header("From")).find()
            || mail.header("Return-Path").strip().equals("<>")
            || !mail.header("X-Failed-Recipients").isEmpty();
    return postmaster && (!answer || !mail.header("X-Failed-Recipients").isEmpty());
  }

  /** A refusal for good, by its code; words without one are no proof. */
  private static Optional<Report> words(UUID id, String text) {
    String own = beforeReturned(text);
    Matcher reply = REPLY.matcher(own);
    if (reply.find()) {
      String status = reply.group(2);
      return Optional.of(
          progress(
              id,
              Report.State.UNDELIVERED,
              status == null ? reply.group(1) : status,
              reply.group().strip(),
              DeliveryStatus.isDead(status)));
    }
    Matcher status = STATUS.matcher(own);
    return status.find()
        ? Optional.of(
            progress(
                id,
                Report.State.UNDELIVERED,
                status.group(1),
                line(own, status.start()),
                DeliveryStatus.isDead(status.group(1))))
        : Optional.empty();
  }

  /** What the mail that came back says is not the server's word. */
  private static String beforeReturned(String text) {
    Matcher quoted =
        Pattern.compile(
                "(?im)^[-> ]*(Return-Path:|Received:|Message-ID:|-+ ?.*(original|copy).*-+$)")
            .matcher(text);
    return quoted.find() ? text.substring(0, quoted.start()) : text;
  }

  private static String line(String text, int at) {
    int begin = text.lastIndexOf('\n', at) + 1;
    int end = text.indexOf('\n', at);
    return text.substring(begin, end < 0 ? text.length() : end).strip();
  }

  private static Report progress(
      UUID id, Report.State state, @Nullable String code, @Nullable String text, boolean dead) {
    return new Report.Progress(null, id, null, state, code, masked(text), dead);
  }

  /** Servers repeat the address in their words. */
  private static @Nullable String masked(@Nullable String text) {
    if (text == null) {
      return null;
    }
    String plain = ADDRESS.matcher(text.replaceAll("\\s+", " ")).replaceAll("***").strip();
    return plain.length() > LONGEST ? plain.substring(0, LONGEST) : plain;
  }
}
