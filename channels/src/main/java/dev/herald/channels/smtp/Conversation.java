package dev.herald.channels.smtp;

import dev.herald.channel.CallReason;
import dev.herald.channel.Exchange;
import dev.herald.channel.Fault;
import dev.herald.channel.Rejection;
import dev.herald.channel.SendResult;
import dev.herald.channel.SendResult.Accepted;
import dev.herald.channel.SendResult.Rejected;
import dev.herald.channel.SendResult.Retryable;
import dev.herald.channel.SendResult.Unknown;
import dev.herald.channel.mask.Mask;
import dev.herald.channels.http.Resolver;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.jspecify.annotations.Nullable;

/** The giving of one mail to a server, from finding a connection to the server's last word. */
final class Conversation {
  private static final Pattern QUEUED = Pattern.compile("(?i)queued as ([\\w.+-]+)");
  private static final int CLOSING = 421;

  private final SmtpPool pool;
  private final Mask mask;
  private @Nullable SmtpConnection connection;
  private boolean late;

  Conversation(SmtpPool pool, Mask mask) {
    this.pool = pool;
    this.mask = mask;
  }

  SendResult send(Mail mail) {
    try {
      SmtpConnection ready = ready();
      String said = ready.send(mail);
      pool.keep(ready);
      return new Accepted(exchange(SmtpReply.parse(said)).naming(queueId(said, mail)));
    } catch (IOException | MessagingException e) {
      SmtpReply reply = reply(e);
      SendResult result = failure(e, reply, mail);
      partAfter(reply);
      return result;
    }
  }

  /** Ends the conversation wherever it stands. */
  synchronized void cutOff() {
    late = true;
    if (connection != null) {
      connection.cut();
    }
  }

  private SmtpConnection ready() throws IOException, MessagingException {
    for (SmtpConnection kept = pool.kept(); kept != null; kept = pool.kept()) {
      watch(kept);
      if (kept.isUsable()) {
        return kept;
      }
      kept.close();
    }
    SmtpConnection fresh = pool.prepared();
    watch(fresh);
    fresh.open();
    return fresh;
  }

  private synchronized void watch(SmtpConnection next) {
    connection = next;
    if (late) {
      next.cut();
    }
  }

  private synchronized boolean isLate() {
    return late;
  }

  /** A server that refused one mail will hear another, unless it said that it is closing. */
  private synchronized void partAfter(@Nullable SmtpReply reply) {
    if (connection == null) {
      return;
    }
    boolean goesOn = reply != null && reply.code() != CLOSING && connection.isLoggedIn();
    if (goesOn && !late) {
      pool.keep(connection);
    } else {
      connection.cut();
    }
  }

  private synchronized Stage stage() {
    return connection == null ? Stage.CONNECT : connection.stage();
  }

  private SendResult failure(Exception e, @Nullable SmtpReply reply, Mail mail) {
    Stage stage = stage();
    if (reply != null && reply.code() >= 500 && isOfACopy(e, mail)) {
      return new Rejected(
          Rejection.CONTENT, new CallReason.CopyRefused(mask.apply(reply.text())), exchange(reply));
    }
    if (reply != null && reply.code() >= 400) {
      return SmtpVerdict.of(reply, stage, exchange(reply));
    }
    CallReason reason = isLate() ? new CallReason.NoAnswerInTime() : reason(e);
    if (stage == Stage.END_OF_DATA) {
      return new Unknown(Fault.PROVIDER, reason, Exchange.NONE);
    }
    return isRefusedByUs(e)
        ? new Rejected(Rejection.CREDENTIALS, reason, Exchange.NONE)
        : new Retryable(Fault.PROVIDER, reason, Exchange.NONE);
  }

  /** What the recipient is not to blame for. */
  private static boolean isOfACopy(Exception e, Mail mail) {
    for (Exception each = e;
        each != null;
        each = each instanceof MessagingException outer ? outer.getNextException() : null) {
      if (each instanceof SMTPAddressFailedException failed) {
        return !mail.isTo(failed.getAddress());
      }
    }
    return false;
  }

  /** The server may not be called, or can't do what the source demands, and will not learn it. */
  private static boolean isRefusedByUs(Exception e) {
    String message = String.valueOf(e.getMessage());
    return e instanceof Resolver.ForbiddenHost
        || message.startsWith("STARTTLS is required")
        || (e instanceof AuthenticationFailedException && message.startsWith("No authentication"));
  }

  private CallReason reason(Exception e) {
    Throwable root = e;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    if (root instanceof Resolver.ForbiddenHost forbidden) {
      return new CallReason.PrivateTarget(forbidden.host(), true);
    }
    String message = root.getMessage();
    return new CallReason.ConnectionFailed(
        message == null ? root.getClass().getSimpleName() : mask.apply(message.strip()));
  }

  private static @Nullable SmtpReply reply(Exception e) {
    for (Exception each = e;
        each != null;
        each = each instanceof MessagingException outer ? outer.getNextException() : null) {
      SmtpReply reply = SmtpReply.parse(each.getMessage());
      if (reply != null) {
        return reply;
      }
    }
    return null;
  }

  private Exchange exchange(@Nullable SmtpReply reply) {
    return reply == null ? Exchange.NONE : new Exchange(reply.status(), mask.apply(reply.text()));
  }

  /** The name in the server's log, and else the one in the mail. */
  private static String queueId(String said, Mail mail) {
    Matcher matcher = QUEUED.matcher(said);
    return matcher.find() ? matcher.group(1) : mail.messageId();
  }
}
