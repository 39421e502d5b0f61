package dev.herald.server.preference;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** All preferences of one person. */
record PersonPreferences(List<Preference> said) {
  PersonPreferences {
    said = List.copyOf(said);
  }

  /** What it said that decides; empty: it said nothing of this. */
  Optional<Preference> of(String topic, String channel) {
    return said.stream()
        .filter(each -> each.isAbout(topic, channel))
        .max(Comparator.comparingInt(Preference::exactness));
  }

  /** Who said nothing wants it. */
  boolean want(String topic, String channel) {
    return of(topic, channel).map(Preference::wanted).orElse(true);
  }
}
