package dev.herald.channels.smpp;

import static java.nio.charset.StandardCharsets.US_ASCII;

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
import dev.herald.channel.SendResult.Accepted;
import dev.herald.channel.SendResult.Rejected;
import dev.herald.channel.SendResult.Retryable;
import dev.herald.channel.SendResult.Throttled;
import dev.herald.channel.SendResult.Unknown;
import dev.herald.channel.SentMessage;
import dev.herald.channel.SettingFault;
import dev.herald.channel.Source;
import dev.herald.channel.mask.Mask;
import dev.herald.channel.network.Egress;
import dev.herald.channel.sms.SmsSegments;
import dev.herald.channels.http.Resolver;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jsmpp.bean.DataCodings;
import org.jsmpp.bean.ESMClass;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.RegisteredDelivery;
import org.jsmpp.bean.TypeOfNumber;
import org.jsmpp.extra.NegativeResponseException;
import org.jsmpp.util.RelativeTimeFormatter;
import org.jspecify.annotations.Nullable;

/** Sends short messages to a message centre, and hears from it what became of them. */
final class SmppConnector implements Connector {
  private static final long LOOK_SECONDS = 10;
  private static final Duration BUSY_PAUSE = Duration.ofSeconds(1);
  private static final byte CONCATENATED = 0x40;

  /** Of the stand-in alone: which message it is. */
  private static final short MESSAGE_TAG = 0x1501;

  private final Environment environment;
  private final Map<UUID, SmppBind> binds = new ConcurrentHashMap<>();
  private final AtomicInteger references = new AtomicInteger();
  private final ScheduledExecutorService keeper =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("herald-smpp-keeper").daemon().factory());

  SmppConnector(Environment environment) {
    this.environment = environment;
    keeper.scheduleWithFixedDelay(
        () -> binds.values().forEach(SmppBind::keep), LOOK_SECONDS, LOOK_SECONDS, TimeUnit.SECONDS);
  }

  @Override
  public ConnectorDescription description() {
    return SmppSettings.DESCRIPTION;
  }

  @Override
  public boolean tellsByItself() {
    return true;
  }

  /** As many as may be unanswered; settings that are wrong are for {@link #send} to say. */
  @Override
  public int callsAtOnce(Source source) {
    try {
      return SmppSettings.of(source).window();
    } catch (IllegalArgumentException _) {
      return Integer.MAX_VALUE;
    }
  }

  @Override
  public SendResult send(Message message) {
    if (!(message.content() instanceof Content.Text(String text, _))) {
      return new Rejected(Rejection.CONTENT, notTaken(message.content()), Exchange.NONE);
    }
    if (message.destination().kind() != Destination.Kind.PHONE) {
      return new Rejected(
          Rejection.RECIPIENT,
          new CallReason.DestinationNotTaken(
              SmppSettings.NAME, message.destination().kind().name()),
          Exchange.NONE);
    }
    SmppParts parts = SmppParts.of(text, (byte) references.incrementAndGet());
    if (parts.parts().size() > SmppParts.MOST) {
      return new Rejected(
          Rejection.CONTENT,
          new CallReason.PartTooLong(
              "text",
              text.length(),
              SmppParts.MOST * SmsSegments.of(text).perSegment(),
              "CHARACTERS"),
          Exchange.NONE);
    }
    try {
      return sent(message, parts, bind(message.source(), SmppSettings.of(message.source())));
    } catch (SettingFault e) {
      return new Rejected(Rejection.CREDENTIALS, e.reason(), Exchange.NONE);
    }
  }

  private static CallReason notTaken(Content content) {
    return new CallReason.ContentNotTaken(
        SmppSettings.NAME, content.getClass().getSimpleName().toLowerCase(Locale.ROOT));
  }

  /** The bind of a source. Settings that changed make a new one. */
  private SmppBind bind(Source source, SmppSettings settings) {
    SmppBind standing = binds.get(source.id());
    if (standing != null && standing.settings().equals(settings)) {
      return standing;
    }
    AtomicReference<@Nullable SmppBind> replaced = new AtomicReference<>();
    SmppBind bind =
        binds.compute(
            source.id(),
            (_, present) -> {
              if (present != null && present.settings().equals(settings)) {
                return present;
              }
              replaced.set(present);
              return made(source, settings);
            });
    SmppBind old = replaced.get();
    if (old != null) {
      old.close();
    }
    return bind;
  }

  private SmppBind made(Source source, SmppSettings settings) {
    return new SmppBind(
        settings,
        environment.egress(),
        environment.deadline(),
        delivered ->
            SmppReports.of(delivered, settings)
                .ifPresent(report -> environment.reports().heard(source, report)));
  }

  private SendResult sent(Message message, SmppParts parts, SmppBind bind) {
    if (!bind.enter()) {
      return new Throttled(
          Fault.SOURCE, BUSY_PAUSE, new CallReason.ConnectionsBusy(), Exchange.NONE);
    }
    try {
      return submitted(message, parts, bind);
    } finally {
      bind.leave();
    }
  }

  private SendResult submitted(Message message, SmppParts parts, SmppBind bind) {
    SmppBind.Bound bound;
    try {
      bound = bind.bound();
    } catch (SmppBind.Refused refused) {
      return SmppStatus.of(refused.status(), message.attempt());
    } catch (Resolver.ForbiddenHost forbidden) {
      return new Rejected(
          Rejection.CREDENTIALS,
          new CallReason.PrivateTarget(forbidden.host(), true),
          Exchange.NONE);
    } catch (IOException e) {
      return new Retryable(Fault.PROVIDER, failed(message, e), Exchange.NONE);
    }
    String id = "";
    for (int i = 0; i < parts.parts().size(); i++) {
      boolean last = i == parts.parts().size() - 1;
      Submission submission = new Submission(message, bind.settings(), parts, i, last);
      try {
        id = answer(submission, bound);
      } catch (NegativeResponseException negative) {
        if (SmppStatus.endsSession(negative.getCommandStatus())) {
          bind.drop(bound);
        }
        SendResult refused = SmppStatus.of(negative.getCommandStatus(), message.attempt());
        return i == 0 ? refused : halfSent(refused);
      } catch (Unanswered unanswered) {
        bind.drop(bound);
        return new Unknown(Fault.PROVIDER, unanswered.reason, Exchange.NONE);
      }
    }
    return new Accepted(new Exchange(SmppStatus.code(0), null, id));
  }

  /** Some of its parts were taken, and nobody can take these back. */
  private static SendResult halfSent(SendResult refused) {
    return refused instanceof SendResult.NotAccepted not
        ? new Unknown(Fault.PROVIDER, not.reason(), not.exchange())
        : refused;
  }

  /** One part of a message. */
  private record Submission(
      Message message, SmppSettings settings, SmppParts parts, int index, boolean last) {}

  /** It was perhaps taken. */
  private static final class Unanswered extends Exception {
    private final CallReason reason;

    Unanswered(CallReason reason) {
      super(reason.code());
      this.reason = reason;
    }
  }

  /** The library waits for an answer also after the session has ended; nobody else need. */
  private String answer(Submission submission, SmppBind.Bound bound)
      throws NegativeResponseException, Unanswered {
    CompletableFuture<String> answer = new CompletableFuture<>();
    Thread.ofVirtual()
        .name("smpp-submit")
        .start(() -> {
          try {
            answer.complete(submit(submission, bound));
          } catch (Exception e) {
            answer.completeExceptionally(e);
          }
        });
    try {
      Object _ =
          CompletableFuture.anyOf(answer, bound.over())
              .get(environment.deadline().toMillis(), TimeUnit.MILLISECONDS);
      if (!answer.isDone()) {
        throw new Unanswered(new CallReason.ConnectionFailed("the session ended"));
      }
      return answer.get();
    } catch (TimeoutException _) {
      throw new Unanswered(new CallReason.NoAnswerInTime());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new Unanswered(new CallReason.NoAnswerInTime());
    } catch (ExecutionException e) {
      Throwable cause = Objects.requireNonNullElse(e.getCause(), e);
      if (cause instanceof NegativeResponseException negative) {
        throw negative;
      }
      throw new Unanswered(failed(submission.message, cause));
    }
  }

  private String submit(Submission part, SmppBind.Bound bound) throws Exception {
    SmppSettings settings = part.settings;
    Address sender = Address.of(settings.sender());
    Address to = Address.of(part.message.destination().address());
    return bound
        .session()
        .submitShortMessage(
            "",
            sender.ton,
            sender.npi,
            sender.digits,
            to.ton,
            to.npi,
            to.digits,
            new ESMClass(part.parts.concatenated() ? CONCATENATED : 0),
            (byte) 0,
            (byte) 0,
            null,
            validity(settings.validitySeconds()),
            new RegisteredDelivery(part.last ? 1 : 0),
            (byte) 0,
            DataCodings.newInstance(part.parts.coding()),
            (byte) 0,
            part.parts.parts().get(part.index),
            marks(part.message))
        .getMessageId();
  }

  private OptionalParameter[] marks(Message message) {
    return environment.egress() instanceof Egress.Sandbox
        ? new OptionalParameter[] {
          new OptionalParameter.OctetString(MESSAGE_TAG, message.id().toString().getBytes(US_ASCII))
        }
        : new OptionalParameter[0];
  }

  private static @Nullable String validity(int seconds) {
    if (seconds == 0) {
      return null;
    }
    Duration all = Duration.ofSeconds(seconds);
    return RelativeTimeFormatter.format(
        0,
        0,
        Math.toIntExact(all.toDays()),
        all.toHoursPart(),
        all.toMinutesPart(),
        all.toSecondsPart());
  }

  /** A number of the world, a short number, or a name. */
  private record Address(TypeOfNumber ton, NumberingPlanIndicator npi, String digits) {
    static Address of(@Nullable String written) {
      if (written == null) {
        return new Address(TypeOfNumber.UNKNOWN, NumberingPlanIndicator.UNKNOWN, "");
      }
      if (written.startsWith("+")) {
        return new Address(
            TypeOfNumber.INTERNATIONAL, NumberingPlanIndicator.ISDN, written.substring(1));
      }
      return written.chars().allMatch(Character::isDigit)
          ? new Address(TypeOfNumber.UNKNOWN, NumberingPlanIndicator.ISDN, written)
          : new Address(TypeOfNumber.ALPHANUMERIC, NumberingPlanIndicator.UNKNOWN, written);
    }
  }

  private CallReason failed(Message message, Throwable e) {
    Throwable root = e;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    String text = root.getMessage();
    return new CallReason.ConnectionFailed(
        text == null
            ? root.getClass().getSimpleName()
            : Mask.of(description(), message).apply(text.strip()));
  }

  @Override
  public SendResult trace(SentMessage message) {
    return new Unknown(
        Fault.PROVIDER, new CallReason.ConnectorCannotAsk(SmppSettings.NAME), Exchange.NONE);
  }

  @Override
  public RequestPreview preview(Message message) {
    if (!(message.content() instanceof Content.Text(String text, _))) {
      return new RequestPreview.None(notTaken(message.content()), false);
    }
    try {
      SmppSettings settings = SmppSettings.of(message.source());
      SmsSegments segments = SmsSegments.of(text);
      return new RequestPreview.Shown(
          Mask.ofSecrets(description(), message.source())
              .apply(
                  "%s\nsubmit_sm: %s → %s, %s, %d × %d\n\n%s"
                      .formatted(
                          settings,
                          settings.sender() == null ? "–" : settings.sender(),
                          message.destination().address(),
                          segments.encoding(),
                          segments.segments(),
                          segments.perSegment(),
                          text)));
    } catch (SettingFault fault) {
      return new RequestPreview.None(fault.reason(), false);
    }
  }

  @Override
  public void close() {
    keeper.shutdownNow();
    binds.values().forEach(SmppBind::close);
  }
}
