package dev.herald.channels.smtp;

import dev.herald.channel.CallReason;
import dev.herald.channel.Connector;
import dev.herald.channel.ConnectorDescription;
import dev.herald.channel.ConnectorProvider.Environment;
import dev.herald.channel.Content;
import dev.herald.channel.Destination;
import dev.herald.channel.Exchange;
import dev.herald.channel.Fault;
import dev.herald.channel.Message;
import dev.herald.channel.Rejection;
import dev.herald.channel.RequestPreview;
import dev.herald.channel.SendResult;
import dev.herald.channel.SendResult.Rejected;
import dev.herald.channel.SendResult.Throttled;
import dev.herald.channel.SendResult.Unknown;
import dev.herald.channel.SentMessage;
import dev.herald.channel.SettingFault;
import dev.herald.channel.Source;
import dev.herald.channel.mask.Mask;
import dev.herald.channel.network.Egress;
import dev.herald.channel.network.PrivateTargets;
import dev.herald.channel.receipt.ReportBox;
import dev.herald.channels.bounce.BounceMailbox;
import dev.herald.channels.bounce.BounceSettings;
import dev.herald.channels.http.Deadlines;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** Sends email to a mail server. */
final class SmtpConnector implements Connector {
  private static final long SWEEP_SECONDS = 10;
  private static final String NAME = "smtp";

  /** RFC 3463: of the address, and of a mailbox that is switched off. */
  private static final Pattern NO_MAILBOX = Pattern.compile("5\\d\\d 5\\.(1\\.(1|2|3|6|10)|2\\.1)");

  private static final Duration BUSY_PAUSE = Duration.ofSeconds(1);

  private final Environment environment;
  private final Deadlines deadlines;
  private final Map<UUID, SmtpPool> pools = new ConcurrentHashMap<>();
  private final ScheduledExecutorService sweeper =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("herald-smtp-sweeper").daemon().factory());

  SmtpConnector(Environment environment) {
    this.environment = environment;
    this.deadlines = new Deadlines(environment.deadline());
    sweeper.scheduleWithFixedDelay(
        () -> pools.values().forEach(SmtpPool::sweep),
        SWEEP_SECONDS,
        SWEEP_SECONDS,
        TimeUnit.SECONDS);
  }

  @Override
  public ConnectorDescription description() {
    return SmtpSettings.DESCRIPTION;
  }

  @Override
  public boolean carriesAttachments() {
    return true;
  }

  /** No such mailbox, no such domain, one that takes no mail, or one that was closed. */
  @Override
  public boolean saysAddressIsDead(SendResult.Rejected refused) {
    String status = refused.exchange().status();
    return refused.rejection() == Rejection.RECIPIENT
        && status != null
        && NO_MAILBOX.matcher(status).matches();
  }

  /** None in the sandbox, which has no mailbox. */
  @Override
  public Optional<ReportBox> reportBox(Source source) {
    if (!(environment.egress() instanceof Egress.Direct(PrivateTargets allowed))) {
      return Optional.empty();
    }
    try {
      BounceSettings bounces = SmtpSettings.bounces(source);
      return bounces == null
          ? Optional.empty()
          : Optional.of(
              new BounceMailbox(
                  bounces, allowed, environment.deadline(), Mask.ofSecrets(description(), source)));
    } catch (SettingFault fault) {
      return Optional.of(new ClosedBox(source.code(), fault.reason()));
    }
  }

  /** One that nobody can get into. */
  private record ClosedBox(String place, CallReason reason) implements ReportBox {
    @Override
    public Visit visit(Keeper keeper) {
      return new Visit.Failed(reason);
    }
  }

  @Override
  public SendResult send(Message message) {
    if (!(message.content() instanceof Content.Email email)) {
      return new Rejected(Rejection.CONTENT, notTaken(message.content()), Exchange.NONE);
    }
    if (message.destination().kind() != Destination.Kind.EMAIL) {
      return new Rejected(
          Rejection.RECIPIENT,
          new CallReason.DestinationNotTaken(NAME, message.destination().kind().name()),
          Exchange.NONE);
    }
    SmtpSettings settings;
    try {
      settings = SmtpSettings.of(message.source());
    } catch (SettingFault e) {
      return new Rejected(Rejection.CREDENTIALS, e.reason(), Exchange.NONE);
    }
    try {
      Mail mail = Mail.of(message, email, settings, environment.clock().instant());
      return sent(mail, pool(message.source(), settings), Mask.of(description(), message));
    } catch (Mail.Unwritable e) {
      return new Rejected(e.rejection(), e.reason(), Exchange.NONE);
    }
  }

  private static CallReason notTaken(Content content) {
    return new CallReason.ContentNotTaken(
        NAME, content.getClass().getSimpleName().toLowerCase(Locale.ROOT));
  }

  private SendResult sent(Mail mail, SmtpPool pool, Mask mask) {
    if (!pool.enter()) {
      return new Throttled(
          Fault.SOURCE, BUSY_PAUSE, new CallReason.ConnectionsBusy(), Exchange.NONE);
    }
    Conversation conversation = new Conversation(pool, mask);
    try (var _ = deadlines.start(conversation::cutOff)) {
      return conversation.send(mail);
    } finally {
      pool.leave();
    }
  }

  /** The pool of a source. Settings that changed make a new one. */
  private SmtpPool pool(Source source, SmtpSettings settings) {
    SmtpPool standing = pools.get(source.id());
    if (standing != null && standing.settings().equals(settings)) {
      return standing;
    }
    SmtpPool made = new SmtpPool(settings, environment.egress(), environment.deadline());
    SmtpPool replaced = pools.put(source.id(), made);
    if (replaced != null) {
      replaced.close();
    }
    return made;
  }

  /** As many as it may have connections; settings that are wrong are for {@link #send} to say. */
  @Override
  public int callsAtOnce(Source source) {
    try {
      return SmtpSettings.of(source).connections();
    } catch (IllegalArgumentException _) {
      return Integer.MAX_VALUE;
    }
  }

  @Override
  public SendResult trace(SentMessage message) {
    return new Unknown(Fault.PROVIDER, new CallReason.ConnectorCannotAsk(NAME), Exchange.NONE);
  }

  @Override
  public RequestPreview preview(Message message) {
    if (!(message.content() instanceof Content.Email email)) {
      return new RequestPreview.None(notTaken(message.content()), false);
    }
    try {
      SmtpSettings settings = SmtpSettings.of(message.source());
      Mail mail = Mail.of(message, email, settings, environment.clock().instant());
      String text = settings.server() + "\n" + mail.readable(email);
      return new RequestPreview.Shown(Mask.ofSecrets(description(), message.source()).apply(text));
    } catch (SettingFault fault) {
      return new RequestPreview.None(fault.reason(), false);
    } catch (Mail.Unwritable unwritable) {
      return new RequestPreview.None(unwritable.reason(), false);
    }
  }

  @Override
  public void close() {
    sweeper.shutdownNow();
    deadlines.close();
    pools.values().forEach(SmtpPool::close);
  }
}
