package dev.herald.server.identity.password;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * What else no password may be; {@code herald.passwords}.
 *
 * @param breachedFile leaked passwords, one a line, or their SHA-1 hashes in order; null: none
 * @param ownWords a company's names and products, which a guesser tries with a year behind
 */
@ConfigurationProperties("herald.passwords")
public record PasswordSettings(@Nullable Path breachedFile, @Nullable List<String> ownWords) {
  @Override
  public List<String> ownWords() {
    return ownWords == null ? List.of() : ownWords;
  }
}
