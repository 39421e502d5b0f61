package dev.herald.sandbox.smtp;

import dev.herald.sandbox.outbox.Envelope;
import dev.herald.sandbox.outbox.Outcome;
import dev.herald.sandbox.outbox.SignatureCheck;
import dev.herald.sandbox.rule.Effect;
import dev.herald.sandbox.rule.Reason;
import dev.herald.sandbox.standin.Magic;
import dev.herald.sandbox.standin.Refusal;
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
    Effect earlier = effect;
    effect = server.rules().next(envelope(List.of(recipient), null), account);
    recipients.add(recipient);
    Optional<Refusal> refusal = refusedAtOnce(recipient);
    if (refusal.isPresent()) {
      RejectException refused = refuse(refusal.get(), SignatureCheck.UNCHECKED, nothing());
      recipients.removeLast();
      effect = earlier;
      throw refused;
    }
    if (effect instanceof Effect.ResetBefore) {
      drop(nothing());
      throw cut();
    }
    effect = earlier == null ? effect : earlier;
  }

  private Optional<Refusal> refusedAtOnce(String recipient) {
    return ruledRefusal(effect)
        .filter(refusal -> !SmtpReply.isSaidAfterData(refusal))
        .or(() -> Magic.reason(account).map(SmtpReply::refusal))
        .or(() -> Magic.refusalOfMailbox(recipient))
        .or(() -> server.greylisted(recipient));
  }

  private static Optional<Refusal> ruledRefusal(@Nullable Effect effect) {
    return switch (effect) {
      case Effect.Refuse(Reason reason) -> Optional.of(SmtpReply.refusal(reason));
      case Effect.Answer(String code, String message) -> Refusal.refuse(code, message);
      case Effect.HttpStatus _ -> Refusal.refuse("421 4.3.2", "service not available");
      case null, default -> Optional.empty();
    };
  }

  @Override
  public @Nullable String data(InputStream data) throws RejectException, IOException {
    ReceivedMail mail = new ReceivedMail(spoken(), data.readNBytes(MAX_SIZE));
    Optional<Refusal> refusal = tooBig(data).or(() -> ruledRefusal(effect)).or(this::spamTrap);
    if (refusal.isPresent()) {
      throw afterData(refuse(refusal.get(), signature(), mail));
    }
    if (effect instanceof Effect.Hang) {
      drop(mail);
      throw silence();
    }
    add(Outcome.Status.ACCEPTED, "250 2.0.0", signature(), mail);
    return answer("2.0.0 queued");
  }

  private static Optional<Refusal> tooBig(InputStream rest) throws IOException {
    return rest.transferTo(OutputStream.nullOutputStream()) > 0
        ? Refusal.refuse("552 5.3.4", "message too big")
        : Optional.empty();
  }

  private Optional<Refusal> spamTrap() {
    return recipients.stream().anyMatch(Magic::isSpamTrap)
        ? Optional.of(SmtpReply.refusal(Reason.CONTENT))
        : Optional.empty();
  }

  private String answer(String good) throws RejectException {
    return switch (effect) {
      case Effect.ResetAfter _ -> throw cut();
      case Effect.Delay(Duration delay) -> after(delay, good);
      case Effect.Drip(Duration perByte) -> after(perByte.multipliedBy(DRIPPED_BYTES), good);
      case Effect.Malformed _ -> throw afterData(new RejectException(0, "what was the question?"));
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

  /** The library would leave the transaction open, and so refuse the next MAIL. */
  private RejectException afterData(RejectException refused) {
    session.resetMailTransaction();
    return refused;
  }

  private void drop(ReceivedMail mail) {
    add(Outcome.Status.DROPPED, "", SignatureCheck.UNCHECKED, mail);
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

  private ReceivedMail nothing() {
    return new ReceivedMail(spoken(), NO_BYTES);
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
