package dev.herald.sandbox.standin;

import dev.herald.sandbox.account.Masks;
import dev.herald.sandbox.outbox.ReceivedContent;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Who sends what to whom, read from a request before anybody judged it.
 *
 * @param account in the clear
 * @param shownAs the account as the outbox shows it: masked where it is a secret
 * @param messageId Herald's, where the protocol has a field for it; null elsewhere
 * @param secrets what must not be shown of the raw request
 */
public record Sent(
    String account,
    String shownAs,
    List<String> to,
    ReceivedContent content,
    @Nullable String messageId,
    List<String> secrets) {

  /** By an account whose name is no secret. */
  public static Sent by(String account) {
    return new Sent(account, account, List.of(), ReceivedContent.NONE, null, List.of());
  }

  /** By an account that is named by its secret alone, as a robot is by its token. */
  public static Sent with(String token) {
    return new Sent(
        token, Masks.token(token), List.of(), ReceivedContent.NONE, null, List.of(token));
  }

  public Sent to(String... destinations) {
    return to(Stream.of(destinations).filter(each -> !each.isEmpty()).toList());
  }

  public Sent to(List<String> destinations) {
    return new Sent(account, shownAs, destinations, content, messageId, secrets);
  }

  /** An empty text stands for none. */
  public Sent saying(String title, String text) {
    return saying(new ReceivedContent(orNull(title), orNull(text), null));
  }

  public Sent saying(ReceivedContent read) {
    return new Sent(account, shownAs, to, read, messageId, secrets);
  }

  /** An empty id stands for none. */
  public Sent id(String id) {
    return new Sent(account, shownAs, to, content, orNull(id), secrets);
  }

  public Sent hiding(String... more) {
    List<String> all = Stream.concat(secrets.stream(), Stream.of(more)).toList();
    return new Sent(account, shownAs, to, content, messageId, all);
  }

  private static @Nullable String orNull(String text) {
    return text.isEmpty() ? null : text;
  }
}
