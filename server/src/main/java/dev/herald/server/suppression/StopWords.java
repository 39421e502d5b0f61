package dev.herald.server.suppression;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** The words by which people say that they want nothing more. */
@Component
public class StopWords {
  private static final Pattern AROUND =
      Pattern.compile("^[\\s\\p{Punct}\\p{P}]+|[\\s\\p{Punct}\\p{P}]+$");

  private final Set<String> words;

  StopWords(SuppressionSettings settings) {
    this.words =
        settings.stopWords().stream()
            .map(StopWords::common)
            .collect(Collectors.toUnmodifiableSet());
  }

  /** Whether a reply is one of them, however it is written; one that says more is none. */
  public boolean contain(String reply) {
    return words.contains(common(reply));
  }

  private static String common(String text) {
    String plain = Normalizer.normalize(text, Normalizer.Form.NFKC).toUpperCase(Locale.ROOT);
    return AROUND.matcher(plain).replaceAll("");
  }
}
