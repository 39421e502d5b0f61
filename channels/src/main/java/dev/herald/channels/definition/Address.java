package dev.herald.channels.definition;

import dev.herald.channel.network.WebAddress;
import dev.herald.channels.expression.ExpressionFault;
import dev.herald.channels.expression.Read;
import dev.herald.channels.expression.Scope;
import dev.herald.channels.expression.Shape;
import dev.herald.channels.expression.SigningFunctions;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The address of a request. What a definition writes stands as it is; a value can only fill the
 * place where it stands: it is percent-encoded in a path or a query, and a host is letters, digits,
 * dots and hyphens. An address that begins with a value has it from there, up to its path at least.
 */
final class Address {
  private static final Pattern HOST =
      Pattern.compile("[A-Za-z0-9_.-]+(:\\d{1,5})?|\\[[0-9A-Fa-f:.]+](:\\d{1,5})?");
  private static final Set<String> UPWARDS = Set.of(".", "..");

  private final List<Shape> parts;
  private final Host host;

  Address(Shape written) {
    this.parts = written instanceof Shape.Text(List<Shape> several) ? several : List.of(written);
    this.host = Host.of(written);
  }

  /** Where in an address something stands. */
  private enum Place {
    START,
    HOST,
    PATH,
    QUERY;

    static Place after(CharSequence before) {
      String address = before.toString();
      int authority = address.indexOf("://");
      if (authority < 0) {
        return START;
      }
      String rest = address.substring(authority + 3);
      if (rest.indexOf('?') >= 0) {
        return QUERY;
      }
      return rest.indexOf('/') >= 0 ? PATH : HOST;
    }
  }

  /** Why no request can go to it, whatever its values are; null: one can. */
  @Nullable String flaw() {
    if (parts.getFirst() instanceof Shape.Constant(Object none) && none == null) {
      return null;
    }
    StringBuilder example = new StringBuilder();
    for (int i = 0; i < parts.size(); i++) {
      boolean beforeScheme =
          i + 1 < parts.size()
              && parts.get(i + 1) instanceof Shape.Constant(Object next)
              && String.valueOf(next).startsWith("://");
      example.append(
          parts.get(i) instanceof Shape.Constant(Object text)
              ? text
              : example(example, beforeScheme));
    }
    try {
      WebAddress.parse(example.toString());
      return null;
    } catch (IllegalArgumentException e) {
      return e.getMessage();
    }
  }

  private static String example(CharSequence before, boolean beforeScheme) {
    return switch (Place.after(before)) {
      case START -> beforeScheme ? "https" : "https://a.example";
      case HOST -> before.charAt(before.length() - 1) == ':' ? "1" : "a";
      case PATH, QUERY -> "a";
    };
  }

  /** Whom it calls. */
  Host host() {
    return host;
  }

  /** What takes part in saying which host is called. */
  Set<Read> hostReads() {
    Set<Read> reads = new HashSet<>();
    StringBuilder before = new StringBuilder();
    for (Shape part : parts) {
      if (Place.after(before).compareTo(Place.HOST) <= 0) {
        reads.addAll(part.memberReads());
      }
      before.append(part instanceof Shape.Constant(Object text) ? text : "");
    }
    return reads;
  }

  Set<Read> reads() {
    Set<Read> reads = new HashSet<>();
    parts.forEach(part -> reads.addAll(part.memberReads()));
    return reads;
  }

  /**
   * @param query to be added, encoded
   * @throws ExpressionFault when a value is absent, or no address can be made of it
   */
  URI uri(Scope scope, String query) {
    StringBuilder address = new StringBuilder();
    List<Shape> inPath = new ArrayList<>();
    for (Shape part : parts) {
      Place place = Place.after(address);
      address.append(filled(part, place, scope));
      if (place == Place.PATH && !(part instanceof Shape.Constant)) {
        inPath.add(part);
      }
    }
    if (!query.isEmpty()) {
      address.append(address.indexOf("?") < 0 ? '?' : '&').append(query);
    }
    URI uri = parsed(address.toString());
    if (!inPath.isEmpty() && leadsUpwards(uri)) {
      throw new ExpressionFault("the address's path leads upwards", readsOf(inPath));
    }
    return uri;
  }

  private static String filled(Shape part, Place place, Scope scope) {
    String value = part.text(scope);
    if (value == null) {
      throw new ExpressionFault("the address has an absent part", part.reads());
    }
    return part instanceof Shape.Constant ? value : placed(part, place, value);
  }

  private static String placed(Shape part, Place place, String value) {
    return switch (place) {
      case START -> value;
      case HOST -> {
        if (!HOST.matcher(value).matches()) {
          throw new ExpressionFault("the address's host is no host", part.reads());
        }
        yield value;
      }
      case PATH -> {
        if (value.isEmpty()) {
          throw new ExpressionFault("the address's path has an empty part", part.reads());
        }
        yield encoded(part, value);
      }
      case QUERY -> encoded(part, value);
    };
  }

  private static String encoded(Shape part, String value) {
    boolean already = part instanceof Shape.Formula(var expression) && expression.facts().encoded();
    return already ? value : SigningFunctions.urlEncode(value);
  }

  private URI parsed(String address) {
    try {
      return WebAddress.parse(address);
    } catch (IllegalArgumentException e) {
      Set<String> words = new HashSet<>();
      hostReads().forEach(read -> words.add(read.root()));
      throw new ExpressionFault("the address " + e.getMessage(), words);
    }
  }

  private static boolean leadsUpwards(URI uri) {
    return Arrays.stream(uri.getRawPath().split("/"))
        .map(segment -> URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8))
        .anyMatch(UPWARDS::contains);
  }

  private static Set<String> readsOf(List<Shape> parts) {
    Set<String> words = new HashSet<>();
    parts.forEach(part -> words.addAll(part.reads()));
    return words;
  }
}
