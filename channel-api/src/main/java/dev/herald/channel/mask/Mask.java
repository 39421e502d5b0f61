package dev.herald.channel.mask;

import dev.herald.channel.ConnectorDescription;
import dev.herald.channel.Destination;
import dev.herald.channel.Message;
import dev.herald.channel.Source;
import dev.herald.channel.mask.Reading.Place;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Removes from a text what nobody may read: secrets, addresses, content. */
public final class Mask {
  private static final int SHORTEST_CONTENT = 4;
  private static final int SHORTEST_PART = 8;
  private static final int NATIONAL_DIGITS = 8;
  private static final String SECRET = "(secret)";

  private final List<Hidden> hidden;

  private Mask(List<Hidden> hidden) {
    this.hidden = List.copyOf(hidden);
  }

  /** What nobody may read, and what stands in its place. */
  private record Hidden(String text, String instead, boolean secret) {
    Hidden(String text, String instead) {
      this(text, instead, false);
    }
  }

  /** Hides nothing yet. */
  public static Mask ofNothing() {
    return new Mask(List.of());
  }

  /** For requests: masks the secret fields of a source. */
  public static Mask ofSecrets(ConnectorDescription description, Source source) {
    List<Hidden> hidden = new ArrayList<>();
    addSecrets(hidden, description, source);
    return new Mask(hidden);
  }

  /** For what a provider says about an address: masks the secrets and the address. */
  public static Mask of(ConnectorDescription description, Source source, Destination destination) {
    List<Hidden> hidden = new ArrayList<>();
    addAddress(hidden, destination);
    addSecrets(hidden, description, source);
    return new Mask(hidden);
  }

  /** For a provider's answer to a message: masks the secrets, the address and the content. */
  public static Mask of(ConnectorDescription description, Message message) {
    List<Hidden> hidden = new ArrayList<>();
    for (String text : message.content().texts()) {
      text.lines()
          .filter(line -> line.length() >= SHORTEST_CONTENT)
          .forEach(line -> hidden.add(new Hidden(line, "(content)")));
    }
    addAddress(hidden, message.destination());
    addSecrets(hidden, description, message.source());
    return new Mask(hidden);
  }

  /** This mask with one more secret; the same for null. */
  public Mask hiding(@Nullable String secret) {
    if (secret == null || secret.isBlank()) {
      return this;
    }
    List<Hidden> more = new ArrayList<>(hidden);
    more.add(new Hidden(secret, SECRET, true));
    return new Mask(more);
  }

  /** The text with everything hidden replaced, in any encoding. */
  public String apply(String text) {
    Reading plain = Reading.of(text);
    List<Place> places = new ArrayList<>();
    plain.undone().forEach(reading -> addPlaces(places, reading, hidden));
    addPlaces(places, plain, hidden);
    List<Hidden> secrets = hidden.stream().filter(Hidden::secret).toList();
    if (!secrets.isEmpty()) {
      EncodedBytes encoded = new EncodedBytes(secrets.stream().map(Hidden::text).toList());
      for (Reading reading : plain.all()) {
        addPlaces(places, reading, secrets);
        places.addAll(encoded.in(reading, SECRET));
      }
    }
    return replaced(text, places);
  }

  private static void addPlaces(List<Place> places, Reading reading, List<Hidden> hidden) {
    for (Hidden each : hidden) {
      int at = reading.text().indexOf(each.text);
      while (at >= 0) {
        places.add(reading.place(at, at + each.text.length(), each.instead));
        at = reading.text().indexOf(each.text, at + 1);
      }
    }
  }

  /** Of places that overlap, all is replaced by what stands for the longest one. */
  private static String replaced(String text, List<Place> places) {
    places.sort(Comparator.comparingInt(Place::start));
    StringBuilder masked = new StringBuilder();
    int shown = 0;
    for (int i = 0; i < places.size(); ) {
      Place longest = places.get(i);
      int start = longest.start();
      int end = longest.end();
      for (; i < places.size() && (places.get(i).start() < end || places.get(i) == longest); i++) {
        end = Math.max(end, places.get(i).end());
        longest = places.get(i).length() > longest.length() ? places.get(i) : longest;
      }
      masked.append(text, shown, start).append(longest.instead());
      shown = end;
    }
    return masked.append(text, shown, text.length()).toString();
  }

  private static void addSecrets(
      List<Hidden> hidden, ConnectorDescription description, Source source) {
    for (ConnectorDescription.SourceField field : description.fields()) {
      String value = field.secret() ? source.setting(field.name()) : null;
      if (value != null) {
        parts(value).forEach(part -> hidden.add(new Hidden(part, SECRET, true)));
      }
    }
  }

  /** The whole, and each of several that are written with spaces, with and without a prefix. */
  private static Set<String> parts(String secret) {
    Set<String> parts = new LinkedHashSet<>(List.of(secret));
    for (String part : secret.strip().split("\\s+")) {
      parts.add(part);
      String bare = part.replaceFirst("^[a-z]{2,10}_", "");
      if (bare.length() >= SHORTEST_PART) {
        parts.add(bare);
      }
    }
    parts.removeIf(String::isBlank);
    return parts;
  }

  private static void addAddress(List<Hidden> hidden, Destination destination) {
    String address = destination.address();
    if (address.isBlank()) {
      return;
    }
    hidden.add(new Hidden(address, destination.masked()));
    if (destination.kind() == Destination.Kind.PHONE && address.length() > NATIONAL_DIGITS) {
      // A number is also written without its plus or its country.
      hidden.add(new Hidden(address.substring(1), destination.masked()));
      hidden.add(new Hidden(address.substring(address.length() - NATIONAL_DIGITS), "***"));
    }
  }
}
