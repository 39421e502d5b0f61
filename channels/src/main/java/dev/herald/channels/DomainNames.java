package dev.herald.channels;

import com.ibm.icu.text.IDNA;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Domain names as the DNS knows them: by IDNA2008, as UTS 46 reads it without transitional
 * mappings. A name is taken as it is meant or not at all: {@code straße.de} is another domain than
 * {@code strasse.de}.
 */
public final class DomainNames {
  private static final int LONGEST = 253;
  private static final String LABEL = "[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?";

  /** What no mapping touches, and no label in another script. */
  private static final Pattern PLAIN =
      Pattern.compile("(?i)(?!(.*\\.)?xn--)%s(\\.%s)*".formatted(LABEL, LABEL));

  private static final IDNA UTS46 =
      IDNA.getUTS46Instance(
          IDNA.USE_STD3_RULES
              | IDNA.CHECK_BIDI
              | IDNA.CHECK_CONTEXTJ
              | IDNA.CHECK_CONTEXTO
              | IDNA.NONTRANSITIONAL_TO_ASCII
              | IDNA.NONTRANSITIONAL_TO_UNICODE);

  private DomainNames() {}

  /**
   * The name in lower-case ASCII letters, digits and hyphens; null when it is none that the DNS can
   * have.
   */
  public static @Nullable String ascii(String name) {
    if (name.isEmpty() || name.length() > LONGEST) {
      return null;
    }
    if (PLAIN.matcher(name).matches()) {
      return name.toLowerCase(Locale.ROOT);
    }
    StringBuilder ascii = new StringBuilder();
    IDNA.Info info = new IDNA.Info();
    UTS46.nameToASCII(name, ascii, info);
    return info.hasErrors() ? null : ascii.toString();
  }
}
