package dev.herald.channels.smpp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.herald.channel.receipt.Report;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsmpp.bean.DeliverSm;
import org.jsmpp.bean.OptionalParameter;
import org.jspecify.annotations.Nullable;

/** What a message centre delivers: receipts, and what people write. */
final class SmppReports {
  private static final short RECEIPTED_MESSAGE_ID = 0x001E;
  private static final short MESSAGE_STATE = 0x0427;
  private static final Pattern ID = Pattern.compile("(?i)\\bid:(\\S+)");
  private static final Pattern STATE = Pattern.compile("(?i)\\bstat:(\\S+)");
  private static final String[] STATES = {
    "", "ENROUTE", "DELIVRD", "EXPIRED", "DELETED", "UNDELIV", "ACCEPTD", "UNKNOWN", "REJECTD"
  };

  private SmppReports() {}

  /** Empty when it tells nothing. */
  static Optional<Report> of(DeliverSm delivered, SmppSettings settings) {
    return delivered.isSmscDeliveryReceipt()
        ? receipt(delivered, settings).map(Report.class::cast)
        : Optional.of(reply(delivered));
  }

  private static Optional<Report.Progress> receipt(DeliverSm delivered, SmppSettings settings) {
    String text = new String(delivered.getShortMessage(), ISO_8859_1);
    String id = octets(delivered, RECEIPTED_MESSAGE_ID);
    String told = id == null ? found(ID, text) : id;
    String word = found(STATE, text);
    String state = word == null ? state(delivered) : word;
    Report.State meant = state == null ? null : meaning(state);
    return told == null || meant == null
        ? Optional.empty()
        : Optional.of(
            new Report.Progress(
                settings.receiptIds().asAnswered(told),
                null,
                null,
                meant,
                meant == Report.State.UNDELIVERED ? state : null,
                null,
                false));
  }

  private static @Nullable String found(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    return matcher.find() ? matcher.group(1) : null;
  }

  private static @Nullable String octets(DeliverSm delivered, short tag) {
    OptionalParameter parameter = delivered.getOptionalParameter(tag);
    return parameter instanceof OptionalParameter.OctetString octets
        ? new String(octets.getValue(), US_ASCII).replace("\0", "")
        : null;
  }

  private static @Nullable String state(DeliverSm delivered) {
    OptionalParameter parameter = delivered.getOptionalParameter(MESSAGE_STATE);
    int number = parameter instanceof OptionalParameter.Byte one ? one.getValue() : 0;
    return number > 0 && number < STATES.length ? STATES[number] : null;
  }

  private static Report.@Nullable State meaning(String state) {
    return switch (state) {
      case "DELIVRD" -> Report.State.DELIVERED;
      case "ACCEPTD", "ENROUTE" -> Report.State.SENT;
      case "EXPIRED", "DELETED", "UNDELIV", "REJECTD" -> Report.State.UNDELIVERED;
      default -> null;
    };
  }

  private static Report.Reply reply(DeliverSm delivered) {
    String from = delivered.getSourceAddr();
    return new Report.Reply(
        null,
        from.startsWith("+") || !from.chars().allMatch(Character::isDigit) ? from : "+" + from,
        SmppParts.text(delivered.getShortMessage(), delivered.getDataCoding(), delivered.isUdhi()),
        null);
  }
}
