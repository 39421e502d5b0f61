package dev.herald.sandbox.smpp;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.herald.sandbox.outbox.Envelope;
import dev.herald.sandbox.outbox.Outcome;
import dev.herald.sandbox.outbox.SignatureCheck;
import dev.herald.sandbox.rule.Effect;
import dev.herald.sandbox.rule.Reason;
import dev.herald.sandbox.standin.Fate;
import dev.herald.sandbox.standin.Magic;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import org.jsmpp.PDUStringException;
import org.jsmpp.bean.BroadcastSm;
import org.jsmpp.bean.CancelBroadcastSm;
import org.jsmpp.bean.CancelSm;
import org.jsmpp.bean.DataCodings;
import org.jsmpp.bean.DataSm;
import org.jsmpp.bean.ESMClass;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.QueryBroadcastSm;
import org.jsmpp.bean.QuerySm;
import org.jsmpp.bean.RegisteredDelivery;
import org.jsmpp.bean.ReplaceSm;
import org.jsmpp.bean.SubmitMulti;
import org.jsmpp.bean.SubmitSm;
import org.jsmpp.bean.TypeOfNumber;
import org.jsmpp.extra.ProcessRequestException;
import org.jsmpp.session.BroadcastSmResult;
import org.jsmpp.session.DataSmResult;
import org.jsmpp.session.QueryBroadcastSmResult;
import org.jsmpp.session.QuerySmResult;
import org.jsmpp.session.SMPPServerSession;
import org.jsmpp.session.ServerMessageReceiverListener;
import org.jsmpp.session.Session;
import org.jsmpp.session.SubmitMultiResult;
import org.jsmpp.session.SubmitSmResult;
import org.jsmpp.util.MessageId;
import org.jspecify.annotations.Nullable;

/** What one session hands over. */
final class SmppDelivery implements ServerMessageReceiverListener {
  private static final Duration REPORTED_AFTER = Duration.ofMillis(300);
  private static final int DRIPPED_BYTES = 20;
  private static final short MESSAGE_TAG = 0x1501;
  private static final int NO_SUCH_COMMAND = 0x03;
  private static final int SUBMIT_SM_RESP = 0x80000004;
  private static final int HEADER = 16;
  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("yyMMddHHmm").withZone(ZoneOffset.UTC);

  private final SmppStandIn server;
  private final SMPPServerSession session;
  private final String account;
  private final Map<String, Map<Integer, byte[]>> unfinished = new ConcurrentHashMap<>();

  SmppDelivery(SmppStandIn server, SMPPServerSession session, String account) {
    this.server = server;
    this.session = session;
    this.account = account;
  }

  @Override
  public SubmitSmResult onAcceptSubmitSm(SubmitSm submitted, SMPPServerSession source)
      throws ProcessRequestException {
    String to = "+" + submitted.getDestAddress();
    Envelope envelope =
        new Envelope(SmppStandIn.PROVIDER, "sms", account, List.of(to), messageId(submitted));
    Effect effect = server.rules().next(envelope, account);
    Fate fate = Fate.of(to);
    int refused = refusal(effect, fate);
    if (refused != 0) {
      add(envelope, Outcome.Status.REFUSED, code(refused), effect, sms(submitted, new byte[0]));
      throw new ProcessRequestException("refused", refused);
    }
    if (effect instanceof Effect.Hang) {
      add(envelope, Outcome.Status.DROPPED, "", effect, sms(submitted, new byte[0]));
      pause(Duration.ofDays(1));
      throw new ProcessRequestException("gone", 0x08);
    }
    if (effect instanceof Effect.ResetBefore) {
      add(envelope, Outcome.Status.DROPPED, "", effect, sms(submitted, new byte[0]));
      throw cut();
    }
    byte[] whole = whole(submitted, to);
    String id = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
    if (whole != null) {
      add(envelope, Outcome.Status.ACCEPTED, code(0), effect, sms(submitted, whole));
      if ((submitted.getRegisteredDelivery() & 1) == 1) {
        Thread.ofVirtual().start(() -> report(submitted, id, fate));
      }
    }
    answer(submitted, effect);
    try {
      return new SubmitSmResult(new MessageId(id), new OptionalParameter[0]);
    } catch (PDUStringException e) {
      throw new IllegalStateException("an id of 16 digits", e);
    }
  }

  private static @Nullable String messageId(SubmitSm submitted) {
    return submitted.getOptionalParameter(MESSAGE_TAG)
            instanceof OptionalParameter.OctetString octets
        ? new String(octets.getValue(), US_ASCII)
        : null;
  }

  private int refusal(@Nullable Effect effect, @Nullable Fate fate) {
    return switch (effect) {
      case Effect.Refuse(Reason reason) -> status(reason);
      case Effect.Answer(String code, _) -> Integer.decode(code);
      case Effect.HttpStatus _ -> status(Reason.BUSY);
      case null, default ->
          Magic.reason(account)
              .or(() -> fate == null ? Optional.empty() : fate.reason())
              .map(SmppDelivery::status)
              .orElse(0);
    };
  }

  private static int status(Reason reason) {
    return switch (reason) {
      case RECIPIENT -> 0x0B;
      case CREDENTIALS -> 0x0F;
      case THROTTLED -> 0x58;
      case BUSY -> 0x08;
      case TEMPLATE, CONTENT -> 0x65;
      case QUOTA -> 0x100;
    };
  }

  private static String code(int status) {
    return "0x%08X".formatted(status);
  }

  /** An answer whose id has no end. */
  private static byte[] endless(int sequence) {
    String id = "x".repeat(100);
    return ByteBuffer.allocate(HEADER + id.length())
        .putInt(HEADER + id.length())
        .putInt(SUBMIT_SM_RESP)
        .putInt(0)
        .putInt(sequence)
        .put(id.getBytes(US_ASCII))
        .array();
  }

  private void answer(SubmitSm submitted, @Nullable Effect effect) throws ProcessRequestException {
    switch (effect) {
      case Effect.ResetAfter _ -> throw cut();
      case Effect.Delay(Duration delay) -> pause(delay);
      case Effect.Drip(Duration perByte) -> pause(perByte.multipliedBy(DRIPPED_BYTES));
      case Effect.Malformed _ -> {
        try {
          Socket socket = server.socket(session);
          socket.getOutputStream().write(endless(submitted.getSequenceNumber()));
          socket.close();
        } catch (IOException _) {
          throw cut();
        }
      }
      case null, default -> {}
    }
  }

  private static void pause(Duration delay) throws ProcessRequestException {
    try {
      Thread.sleep(delay);
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
      throw new ProcessRequestException("closing", 0x08, closing);
    }
  }

  private ProcessRequestException cut() {
    try {
      Socket socket = server.socket(session);
      socket.setSoLinger(true, 0);
      socket.close();
    } catch (IOException alreadyGone) {
      // cut is what was wanted
    }
    return new ProcessRequestException("cut", 0x08);
  }

  /** The octets of a message, once all of its parts are here. */
  private byte @Nullable [] whole(SubmitSm submitted, String to) {
    byte[] octets = submitted.getShortMessage();
    if (!submitted.isUdhi()) {
      return octets;
    }
    int head = 1 + octets[0];
    String name = to + " " + octets[3] + " " + messageId(submitted);
    Map<Integer, byte[]> parts = unfinished.computeIfAbsent(name, _ -> new TreeMap<>());
    synchronized (parts) {
      parts.put(octets[5] & 0xff, Arrays.copyOfRange(octets, head, octets.length));
      if (parts.size() < (octets[4] & 0xff)) {
        return null;
      }
      unfinished.remove(name);
      ByteArrayOutputStream all = new ByteArrayOutputStream();
      parts.values().forEach(all::writeBytes);
      return all.toByteArray();
    }
  }

  private static ReceivedSms sms(SubmitSm submitted, byte[] octets) {
    return new ReceivedSms(
        ReceivedSms.decoded(octets, submitted.getDataCoding()),
        "submit_sm %s → %s data_coding=%d esm_class=%d validity=%s"
            .formatted(
                submitted.getSourceAddr(),
                submitted.getDestAddress(),
                submitted.getDataCoding(),
                submitted.getEsmClass(),
                submitted.getValidityPeriod()));
  }

  private void add(
      Envelope envelope,
      Outcome.Status status,
      String code,
      @Nullable Effect effect,
      ReceivedSms sms) {
    SignatureCheck login = server.login(account);
    server.add(
        envelope, new Outcome(status, code, login, effect == null ? null : effect.label()), sms);
  }

  private void report(SubmitSm submitted, String id, @Nullable Fate fate) {
    if (fate == Fate.SILENT) {
      return;
    }
    try {
      Thread.sleep(REPORTED_AFTER);
      boolean delivered = fate != Fate.UNDELIVERED;
      String now = MINUTE.format(server.clock().instant());
      String text =
          "id:%s sub:001 dlvrd:%s submit date:%s done date:%s stat:%s err:%s text:"
              .formatted(
                  id,
                  delivered ? "001" : "000",
                  now,
                  now,
                  delivered ? "DELIVRD" : "UNDELIV",
                  delivered ? "000" : "027");
      deliver(
          submitted,
          text,
          (byte) 4,
          new OptionalParameter.OctetString((short) 0x001E, (id + "\0").getBytes(US_ASCII)),
          new OptionalParameter.Byte((short) 0x0427, (byte) (delivered ? 2 : 5)));
      if (fate == Fate.STOP) {
        deliver(submitted, "TD", (byte) 0);
      }
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    } catch (Exception gone) {
      // the caller left, and nobody is told
    }
  }

  private void deliver(SubmitSm submitted, String text, byte kind, OptionalParameter... parameters)
      throws Exception {
    session.deliverShortMessage(
        "",
        TypeOfNumber.INTERNATIONAL,
        NumberingPlanIndicator.ISDN,
        submitted.getDestAddress(),
        TypeOfNumber.UNKNOWN,
        NumberingPlanIndicator.UNKNOWN,
        submitted.getSourceAddr(),
        new ESMClass(kind),
        (byte) 0,
        (byte) 0,
        new RegisteredDelivery(0),
        DataCodings.ZERO,
        text.getBytes(US_ASCII),
        parameters);
  }

  private static ProcessRequestException notHere() {
    return new ProcessRequestException("not here", NO_SUCH_COMMAND);
  }

  @Override
  public SubmitMultiResult onAcceptSubmitMulti(SubmitMulti multi, SMPPServerSession source)
      throws ProcessRequestException {
    throw notHere();
  }

  @Override
  public QuerySmResult onAcceptQuerySm(QuerySm query, SMPPServerSession source)
      throws ProcessRequestException {
    throw notHere();
  }

  @Override
  public void onAcceptReplaceSm(ReplaceSm replace, SMPPServerSession source)
      throws ProcessRequestException {
    throw notHere();
  }

  @Override
  public void onAcceptCancelSm(CancelSm cancel, SMPPServerSession source)
      throws ProcessRequestException {
    throw notHere();
  }

  @Override
  public BroadcastSmResult onAcceptBroadcastSm(BroadcastSm broadcast, SMPPServerSession source)
      throws ProcessRequestException {
    throw notHere();
  }

  @Override
  public void onAcceptCancelBroadcastSm(CancelBroadcastSm cancel, SMPPServerSession source)
      throws ProcessRequestException {
    throw notHere();
  }

  @Override
  public QueryBroadcastSmResult onAcceptQueryBroadcastSm(
      QueryBroadcastSm query, SMPPServerSession source) throws ProcessRequestException {
    throw notHere();
  }

  @Override
  public DataSmResult onAcceptDataSm(DataSm data, Session source) throws ProcessRequestException {
    throw notHere();
  }
}
