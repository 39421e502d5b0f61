package dev.herald.server.identity.password;

import com.nulabinc.zxcvbn.StandardDictionaries;
import com.nulabinc.zxcvbn.StandardKeyboards;
import com.nulabinc.zxcvbn.Zxcvbn;
import com.nulabinc.zxcvbn.ZxcvbnBuilder;
import com.nulabinc.zxcvbn.matchers.Dictionary;
import dev.herald.server.platform.problem.FieldErrors;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Which passwords are taken, after NIST SP 800-63B: long enough, not leaked, and not one that would
 * be guessed early. No rules of composition, no expiry.
 */
@Component
public class PasswordRules {
  static final int SHORTEST = 8;
  static final int LONGEST = 128;

  /** A patient guesser gets this far in weeks against the sign-in's throttle. */
  private static final double GUESSES = 1e6;

  /** As much as is looked at for being guessable; estimating takes longer for long ones. */
  private static final int LOOKED_AT = 64;

  private static final OwnWords COMMON = OwnWords.of(CommonWords.ALL);

  private static final String EXPECTED = "a few words that don't belong together, for example";

  private final Zxcvbn estimate;
  private final Set<String> common;
  private final List<String> companyWords;
  private final @Nullable BreachedPasswords breached;

  PasswordRules(PasswordSettings settings, @Value("${herald.url:}") String url) {
    List<Dictionary> dictionaries = dictionaries();
    this.estimate = estimate(dictionaries);
    this.common = common(dictionaries);
    this.companyWords =
        Stream.of(Stream.of("herald", "chuanling", "传令"), settings.ownWords().stream(), host(url))
            .flatMap(words -> words)
            .toList();
    this.breached =
        settings.breachedFile() == null ? null : BreachedPasswords.in(settings.breachedFile());
  }

  private static List<Dictionary> dictionaries() {
    try {
      return StandardDictionaries.loadAllDictionaries();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static Zxcvbn estimate(List<Dictionary> dictionaries) {
    try {
      return new ZxcvbnBuilder()
          .dictionaries(dictionaries)
          .keyboards(StandardKeyboards.loadAllKeyboards())
          .build();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** The thirty thousand that leaked most often, in lower case. */
  private static Set<String> common(List<Dictionary> dictionaries) {
    return dictionaries.stream()
        .filter(dictionary -> dictionary.getName().equals(StandardDictionaries.PASSWORDS))
        .flatMap(dictionary -> dictionary.getFrequencies().stream())
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Of {@code https://push.acme-group.com}: the words, but not {@code com}. */
  private static Stream<String> host(String url) {
    try {
      @Nullable String host = url.isEmpty() ? null : URI.create(url).getHost();
      String[] labels = host == null ? new String[0] : host.split("\\.");
      return Arrays.stream(labels, 0, Math.max(0, labels.length - 1));
    } catch (IllegalArgumentException _) {
      return Stream.empty();
    }
  }

  /**
   * @param own names that a guesser would try for this account
   */
  public String check(@Nullable String password, List<String> own, FieldErrors errors) {
    String expected = "%d to %d characters, any".formatted(SHORTEST, LONGEST);
    if (password == null) {
      errors.add("password", "is missing", expected);
      return "";
    }
    int length = password.codePointCount(0, password.length());
    if (length < SHORTEST || length > LONGEST) {
      errors.add("password", "has %d characters".formatted(length), expected);
    } else if (isBreached(password)) {
      errors.add("password", "is on a list of passwords that have leaked", EXPECTED);
    } else if (isGuessable(password, own)) {
      errors.add(
          "password",
          "is among the first that would be tried: a common one, a pattern, or made of this"
              + " account's names or the company's",
          EXPECTED);
    }
    return password;
  }

  private boolean isBreached(String password) {
    String composed = Normalizer.normalize(password, Normalizer.Form.NFKC);
    return common.contains(composed.toLowerCase(Locale.ROOT))
        || (breached != null
            && (breached.has(password) || (!composed.equals(password) && breached.has(composed))));
  }

  /**
   * What names, common words, dates and usual numbers leave of a password must hold by itself:
   * {@code zhangsan2026} and {@code Welcome2026!} leave nothing.
   */
  private boolean isGuessable(String password, List<String> own) {
    List<String> names = new ArrayList<>(own);
    names.addAll(companyWords);
    OwnWords words = OwnWords.of(names);
    names.addAll(words.words());
    return guesses(password, names) < GUESSES
        || words.areInitials(password)
        || Stream.concat(rests(password), words.and(COMMON).rests(password))
            .anyMatch(rest -> !holds(rest));
  }

  private static Stream<String> rests(String password) {
    return Stream.of(password, NumberRuns.without(password));
  }

  private boolean holds(String rest) {
    return Pinyin.guesses(rest) >= GUESSES && guesses(rest, List.of()) >= GUESSES;
  }

  private double guesses(String password, List<String> names) {
    String part = password.substring(0, Math.min(password.length(), LOOKED_AT));
    return estimate.measure(part, names).getGuesses();
  }
}
