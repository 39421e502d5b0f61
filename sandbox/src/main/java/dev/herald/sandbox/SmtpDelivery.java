package dev.herald.sandbox;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.subethamail.smtp.DropConnectionException;
import org.subethamail.smtp.MessageHandler;
import org.subethamail.smtp.RejectException;
import org.subethamail.smtp.server.Session;

/**
 * One mail from MAIL to the end of DATA.
 *
 * <p>What is wrong with an address, and what a rule does before processing, is said to RCPT, so
 * that the caller knows that nothing was sent; the rest is said after DATA.
 */
final class SmtpDelivery implements MessageHandler {
  private static final int MAX_SIZE = 35_882_577;
  private static final int DRIPPED_BYTES = 20;
  private static final byte[] NO_BYTES = {};

  private final SmtpStandIn server;
  private final Session session;
  private final String account;
  private final List<String> recipients = new ArrayList<>(1);
  private String sender = "";
  private @Nullable Effect effect;

  SmtpDelivery(SmtpStandIn server, Session session) {
    this.server = server;
    this.session = session;
    this.account =
        session.getAuthenticationHandler().map(auth -> auth.getIdentity().toString()).orElse("");
  }

  @Override
  public void from(String from) {
    sender = from;
  }

  @Override
  public void recipient(String recipient) throws RejectException {
    Envelope envelope = envelope(List.of(recipient), null);
    Effect ruled = server.rules().next(envelope, account);
    effect = effect == null ? ruled : effect;
    recipients.add(recipient);
    Optional<Refusal> refusal = refusalOf(recipient, ruled);
    if (refusal.isPresent()) {
      throw refuse(refusal.get(), SignatureCheck.UNCHECKED, new ReceivedMail(spoken(), NO_BYTES));
    }
    if (ruled instanceof Effect.ResetBefore) {
      add(
          Outcome.Status.DROPPED,
          "",
          SignatureCheck.UNCHECKED,
          new ReceivedMail(spoken(), NO_BYTES));
      throw cut();
    }
  }

  private Optional<Refusal> refusalOf(String recipient, @Nullable Effect ruled) {
    return Optional.ofNullable(ruled)
        .flatMap(SmtpDelivery::refusalOf)
        .filter(refusal -> !saidAfterData(refusal))
        .or(() -> Magic.reason(account).map(SmtpReply::refusal))
        .or(() -> Magic.refusalOfMailbox(recipient))
        .or(() -> server.greylisted(recipient));
  }

  private static Optional<Refusal> refusalOf(Effect effect) {
    return switch (effect) {
      case Effect.Refuse(Reason reason) -> Optional.of(SmtpReply.refusal(reason));
      case Effect.Answer(String code, String message) -> Refusal.refuse(code, message);
      case Effect.HttpStatus _ -> Refusal.refuse("421 4.3.2", "service not available");
      case Effect.Hang _, Effect.ResetBefore _ -> Optional.empty();
      case Effect.Afterwards _ -> Optional.empty();
    };
  }

  private boolean saidAfterData(Refusal refusal) {
    return switch (effect) {
      case Effect.Refuse(Reason reason) -> reason == Reason.CONTENT || reason == Reason.TEMPLATE;
      case Effect.Answer _ -> !SmtpReply.isAboutMailbox(refusal);
      case null, default -> false;
    };
  }

  @Override
  public @Nullable String data(InputStream data) throws RejectException, IOException {
    byte[] source = data.readNBytes(MAX_SIZE);
    ReceivedMail mail = new ReceivedMail(spoken(), source);
    if (data.transferTo(OutputStream.nullOutputStream()) > 0) {
      throw refuse(new Refusal("552 5.3.4", "message too big"), signature(), mail);
    }
    Effect met = effect;
    if (met instanceof Effect.Hang) {
      add(Outcome.Status.DROPPED, "", SignatureCheck.UNCHECKED, mail);
      throw silence();
    }
    Optional<Refusal> refusal =
        Optional.ofNullable(met).flatMap(SmtpDelivery::refusalOf).or(this::spamTrap);
    if (refusal.isPresent()) {
      throw refuse(refusal.get(), signature(), mail);
    }
    add(Outcome.Status.ACCEPTED, "250 2.0.0", signature(), mail);
    return answered("2.0.0 queued", met);
  }

  private Optional<Refusal> spamTrap() {
    return recipients.stream().anyMatch(Magic::isSpamTrap)
        ? Optional.of(SmtpReply.refusal(Reason.CONTENT))
        : Optional.empty();
  }

  private String answered(String good, @Nullable Effect met) throws RejectException, IOException {
    return switch (met) {
      case Effect.ResetAfter _ -> throw cut();
      case Effect.Delay(Duration delay) -> after(delay, good);
      case Effect.Drip(Duration perByte) -> after(perByte.multipliedBy(DRIPPED_BYTES), good);
      case Effect.Malformed _ -> throw new RejectException(0, "what was the question?");
      case Effect.Huge(int bytes) -> (good + "\n").repeat(bytes / good.length() + 1) + good;
      case null, default -> good;
    };
  }

  private static String after(Duration delay, String answer) throws DropConnectionException {
    try {
      Thread.sleep(delay);
      return answer;
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
      throw new DropConnectionException(421, "4.3.2 closing");
    }
  }

  private RejectException silence() throws IOException {
    session.getSocket().getInputStream().transferTo(OutputStream.nullOutputStream());
    return new DropConnectionException(421, "4.4.2 gone");
  }

  private RejectException cut() {
    try {
      Socket socket = session.getSocket();
      socket.setSoLinger(true, 0);
      socket.close();
    } catch (IOException alreadyGone) {
      // cut is what was wanted
    }
    return new DropConnectionException(421, "4.4.2 gone");
  }

  private RejectException refuse(Refusal refusal, SignatureCheck signature, ReceivedMail mail) {
    add(Outcome.Status.REFUSED, refusal.code(), signature, mail);
    return SmtpReply.exception(refusal);
  }

  private void add(
      Outcome.Status status, String code, SignatureCheck signature, ReceivedMail mail) {
    String label = effect == null ? null : effect.label();
    server.add(
        envelope(recipients, mail.messageId()), new Outcome(status, code, signature, label), mail);
  }

  private SignatureCheck signature() {
    return account.isEmpty() ? SignatureCheck.NONE : server.login(account);
  }

  private Envelope envelope(List<String> destinations, @Nullable String messageId) {
    return new Envelope(SmtpStandIn.PROVIDER, "email", account, destinations, messageId);
  }

  private String spoken() {
    StringBuilder lines = new StringBuilder();
    if (session.isTLSStarted()) {
      lines.append("STARTTLS\n");
    }
    lines.append("MAIL FROM:<").append(sender).append(">\n");
    recipients.forEach(to -> lines.append("RCPT TO:<").append(to).append(">\n"));
    return lines.toString();
  }

  @Override
  public void done() {}
}
