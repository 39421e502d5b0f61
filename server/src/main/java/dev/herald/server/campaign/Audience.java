package dev.herald.server.campaign;

import dev.herald.server.directory.Recipient;
import dev.herald.server.platform.csv.CsvForm;
import dev.herald.server.upload.Mapping;
import java.net.URI;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Whom a campaign reaches. */
sealed interface Audience {

  /** The rows of a file. */
  record OfFile(UUID upload, String name, CsvForm form, Mapping mapping) implements Audience {}

  /** What the caller's URL answers, page by page. */
  record OfUrl(URI url) implements Audience {}

  /**
   * The recipients of the tenant that fit; those that are left out ask nothing.
   *
   * @param locale a language tag, of those who have one of their own
   * @param channel that they have an address for
   * @param codes what their codes begin with
   * @param attributes that they have, with these values; null: none is asked for
   */
  record OfQuery(
      @Nullable String locale,
      @Nullable String channel,
      @Nullable String codes,
      @Nullable Map<String, String> attributes)
      implements Audience {
    boolean takes(Recipient person) {
      return (locale == null
              || (person.locale() != null && person.locale().toLanguageTag().equals(locale)))
          && (channel == null
              || person.addresses().keySet().stream().anyMatch(of -> of.name().equals(channel)))
          && (codes == null || person.code().startsWith(codes))
          && (attributes == null
              || person.attributes().entrySet().containsAll(attributes.entrySet()));
    }
  }
}
