package dev.herald.channels.definition;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which headers a request may name. */
final class HeaderName {
  private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
  private static final Set<String> OF_THE_CALL =
      Set.of("content-length", "transfer-encoding", "host");

  private HeaderName() {}

  /** Why no request can be sent with it; null: one can. */
  static @Nullable String flaw(String name) {
    if (!TOKEN.matcher(name).matches()) {
      return "is no header's name; write letters, digits and hyphens";
    }
    return OF_THE_CALL.contains(name.toLowerCase(Locale.ROOT))
        ? "follows from the address and the body; take it out"
        : null;
  }
}
