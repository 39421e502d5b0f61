package dev.herald.channels.definition.request;

import dev.herald.channel.CallReason;
import dev.herald.channel.network.WebAddress;
import dev.herald.channels.expression.ExpressionFault;
import dev.herald.channels.expression.Read;
import dev.herald.channels.expression.Scope;
import dev.herald.channels.expression.Shape;
import dev.herald.channels.expression.SigningFunctions;
import dev.herald.channels.reason.DefinitionReason;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The address of a request. What a definition writes stands as it is; a value can only fill the
 * place where it stands: it is percent-encoded in a path or a query, and a host is letters, digits,
 * dots and hyphens. An address that begins with a value has it from there, up to its path at least.
 */
public final class Address {
  private static final Pattern HOST =
      Pattern.compile("[A-Za-z0-9_.-]+(:\\d{1,5})?|\\[[0-9A-Fa-f:.]+](:\\d{1,5})?");
  private static final Set<String> UPWARDS = Set.of(".", "..");

  /** Words that mean the same in every definition. */
  private static final Set<String> PLAIN = Set.of("source", "destination");

  private final List<Shape> parts;
  private final Host host;
  private final @Nullable String authority;

  Address(Shape shape) {
    this(shape, null);
  }

  /**
   * @param written as it stands in the definition; null when there is none
   */
  public Address(Shape shape, @Nullable String written) {
    this.parts = shape instanceof Shape.Text(List<Shape> several) ? several : List.of(shape);
    this.host = Host.of(shape);
    this.authority = written == null ? null : authority(written);
  }

  /** Up to the path, which begins at the first slash that stands in no expression. */
  private static String authority(String written) {
    int from = written.indexOf("://");
    int depth = 0;
    for (int i = from < 0 ? 0 : from + 3; i < written.length(); i++) {
      char each = written.charAt(i);
      depth += each == '{' ? 1 : each == '}' ? -1 : 0;
      if (each == '/' && depth == 0) {
        return written.substring(0, i);
      }
    }
    return written;
  }

  /**
   * Where it goes, as it is written; empty when the place alone does not tell, since a value that
   * has a name of its own says it.
   */
  Optional<String> origin() {
    boolean told = hostReads().stream().allMatch(read -> PLAIN.contains(read.root()));
    return told ? Optional.ofNullable(authority) : Optional.empty();
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
  public @Nullable DefinitionReason flaw() {
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
    } catch (WebAddress.Uncallable e) {
      return new DefinitionReason.UrlWrong(e.fault());
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
      throw new ExpressionFault(new CallReason.AddressLeadsUpwards(), readsOf(inPath));
    }
    return uri;
  }

  private static String filled(Shape part, Place place, Scope scope) {
    String value = part.text(scope);
    if (value == null) {
      throw new ExpressionFault(new CallReason.AddressPartAbsent(), part.reads());
    }
    return part instanceof Shape.Constant ? value : placed(part, place, value);
  }

  private static String placed(Shape part, Place place, String value) {
    return switch (place) {
      case START -> value;
      case HOST -> {
        if (!HOST.matcher(value).matches()) {
          throw new ExpressionFault(new CallReason.AddressHostInvalid(), part.reads());
        }
        yield value;
      }
      case PATH -> {
        if (value.isEmpty()) {
          throw new ExpressionFault(new CallReason.AddressPartEmpty(), part.reads());
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
    } catch (WebAddress.Uncallable e) {
      Set<String> words = new HashSet<>();
      hostReads().forEach(read -> words.add(read.root()));
      throw new ExpressionFault(new CallReason.AddressInvalid(e.fault().name()), words);
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
