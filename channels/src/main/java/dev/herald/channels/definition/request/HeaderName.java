package dev.herald.channels.definition.request;

import dev.herald.channels.reason.DefinitionReason;
import dev.herald.channels.reason.DefinitionReason.FormWrong.Form;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which headers a request may name. */
public final class HeaderName {
  private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
  private static final Set<String> OF_THE_CALL =
      Set.of("content-length", "transfer-encoding", "host");

  private HeaderName() {}

  /** Why no request can be sent with it; null: one can. */
  public static @Nullable DefinitionReason flaw(String name) {
    if (!TOKEN.matcher(name).matches()) {
      return new DefinitionReason.FormWrong(Form.HEADER_NAME);
    }
    return OF_THE_CALL.contains(name.toLowerCase(Locale.ROOT))
        ? new DefinitionReason.HeaderOfCall()
        : null;
  }
}
