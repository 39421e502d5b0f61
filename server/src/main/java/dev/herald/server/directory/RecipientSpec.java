package dev.herald.server.directory;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A recipient as an operator writes it.
 *
 * @param locale a BCP 47 tag; left out: the tenant's
 * @param addresses by channel; {@code phone} stands for {@code sms}
 */
public record RecipientSpec(
    @Nullable String name, @Nullable String locale, @Nullable Map<String, String> addresses) {

  @Override
  public String toString() {
    return "recipient specification";
  }
}
