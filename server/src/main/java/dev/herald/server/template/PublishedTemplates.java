package dev.herald.server.template;

import dev.herald.channel.Channel;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a node has published for one tenant: the tenant's own templates, and those for every tenant.
 */
public record PublishedTemplates(Map<Place, UUID> own, Map<Place, UUID> everyones) {
  public PublishedTemplates {
    own = Map.copyOf(own);
    everyones = Map.copyOf(everyones);
  }

  public record Place(Channel channel, Locale locale) {}

  /**
   * The version to take, by the rule of {@code Templates.resolve}.
   *
   * @param locales the languages to try, best first; null ones are skipped
   */
  public Optional<UUID> find(Channel channel, List<@Nullable Locale> locales) {
    for (Locale locale : locales) {
      if (locale == null) {
        continue;
      }
      List<Place> places =
          LocaleChain.of(locale).stream().map(near -> new Place(channel, near)).toList();
      UUID found = first(own, places);
      if (found == null) {
        found = first(everyones, places);
      }
      if (found != null) {
        return Optional.of(found);
      }
    }
    return Optional.empty();
  }

  private static @Nullable UUID first(Map<Place, UUID> published, List<Place> places) {
    for (Place place : places) {
      UUID version = published.get(place);
      if (version != null) {
        return version;
      }
    }
    return null;
  }
}
