package dev.herald.server.inbox;

import java.util.List;
import java.util.regex.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param origins of the pages on other hosts that show inboxes, like {@code
 *     https://portal.example.com}
 */
@ConfigurationProperties("herald.inbox")
record InboxSettings(@DefaultValue List<String> origins) {
  private static final Pattern ORIGIN = Pattern.compile("https?://[A-Za-z0-9.-]+(:[0-9]{1,5})?");

  InboxSettings {
    origins = List.copyOf(origins);
    for (String origin : origins) {
      if (!ORIGIN.matcher(origin).matches()) {
        throw new IllegalArgumentException(
            "herald.inbox.origins: '%s' is no origin; write it like https://portal.example.com"
                .formatted(origin));
      }
    }
  }
}
