package dev.herald.server.identity.factor;

import dev.herald.server.platform.vault.Vault;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.springframework.stereotype.Component;

/**
 * Codes on paper, for whoever has lost the authenticator. They are shown when they are made, and
 * each opens once. Eighty bits by chance alone, and a keyed hash of them, need no slow one.
 */
@Component
class RecoveryCodes {
  private static final int COUNT = 10;
  private static final int BYTES = 10;
  private static final Pattern NOISE = Pattern.compile("[\\s-]+");
  private static final Pattern GROUP = Pattern.compile("(?<=\\G.{4})(?=.)");
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Vault vault;

  RecoveryCodes(Vault vault) {
    this.vault = vault;
  }

  /** Ten new ones, like {@code k7dq-2mzp-abcd-wxyz}. */
  List<String> make() {
    return IntStream.range(0, COUNT).mapToObj(_ -> one()).toList();
  }

  private static String one() {
    byte[] random = new byte[BYTES];
    RANDOM.nextBytes(random);
    String text = Base32.encode(random).toLowerCase(Locale.ROOT);
    return GROUP.matcher(text).replaceAll("-");
  }

  /** What is kept of a code, however it is typed. */
  byte[] hash(UUID user, String code) {
    String letters = NOISE.matcher(code).replaceAll("").toLowerCase(Locale.ROOT);
    return vault.authenticationCode(
        "recovery code", (user + " " + letters).getBytes(StandardCharsets.UTF_8));
  }
}
