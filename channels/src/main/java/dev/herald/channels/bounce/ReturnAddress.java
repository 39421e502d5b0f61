package dev.herald.channels.bounce;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The address that mails come back to: the envelope's sender.
 *
 * @param form an address; where it has {@code {id}}, each message has one of its own
 */
public record ReturnAddress(String form) {
  private static final String ID = "{id}";
  private static final int DIGITS = 32;

  public String of(UUID message) {
    return form.replace(ID, message.toString().replace("-", ""));
  }

  public boolean isOwn() {
    return form.contains(ID);
  }

  /** The message whose address stands in a text of a header; empty where none does. */
  Optional<UUID> messageIn(String header) {
    if (!isOwn()) {
      return Optional.empty();
    }
    int at = form.indexOf(ID);
    Matcher matcher =
        Pattern.compile(
                "(?i)%s([0-9a-f]{%d})%s"
                    .formatted(
                        Pattern.quote(form.substring(0, at)),
                        DIGITS,
                        Pattern.quote(form.substring(at + ID.length()))))
            .matcher(header);
    return matcher.find() ? Optional.of(uuid(matcher.group(1))) : Optional.empty();
  }

  private static UUID uuid(String digits) {
    return new UUID(
        Long.parseUnsignedLong(digits.substring(0, DIGITS / 2), 16),
        Long.parseUnsignedLong(digits.substring(DIGITS / 2), 16));
  }
}
