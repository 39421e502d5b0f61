package dev.herald.channel;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Takes out of a text what nobody may read in it: secrets, addresses, what was sent. */
public final class Mask {
  private static final int SHORTEST_CONTENT = 4;
  private static final int NATIONAL_DIGITS = 8;

  private final List<Hidden> hidden;

  private Mask(List<Hidden> hidden) {
    this.hidden = hidden;
  }

  /** What nobody may read, and what stands in its place. */
  private record Hidden(String text, String instead) {}

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

  public String apply(String text) {
    Map<String, String> replacements = new LinkedHashMap<>();
    for (Hidden each : hidden) {
      // However it is written, it is at least as long as itself: most answers can't hold a content.
      if (each.text.length() <= text.length()) {
        put(replacements, each.text, each.instead);
      }
    }
    List<Map.Entry<String, String>> longestFirst = new ArrayList<>(replacements.entrySet());
    // A long text first, so that a short one that is part of it leaves no rest of it behind.
    longestFirst.sort(Comparator.comparingInt(entry -> -entry.getKey().length()));
    String masked = text;
    for (Map.Entry<String, String> replacement : longestFirst) {
      masked = masked.replace(replacement.getKey(), replacement.getValue());
    }
    return masked;
  }

  private static void addSecrets(
      List<Hidden> hidden, ConnectorDescription description, Source source) {
    for (ConnectorDescription.SourceField field : description.fields()) {
      String value = field.secret() ? source.setting(field.name()) : null;
      if (value != null) {
        hidden.add(new Hidden(value, "(secret)"));
      }
    }
  }

  private static void addAddress(List<Hidden> hidden, Destination destination) {
    String address = destination.address();
    hidden.add(new Hidden(address, destination.masked()));
    if (destination.kind() == Destination.Kind.PHONE && address.length() > NATIONAL_DIGITS) {
      // A number is also written without its plus or its country.
      hidden.add(new Hidden(address.substring(1), destination.masked()));
      hidden.add(new Hidden(address.substring(address.length() - NATIONAL_DIGITS), "***"));
    }
  }

  private static void put(Map<String, String> replacements, String text, String instead) {
    if (text.isBlank()) {
      return;
    }
    replacements.put(text, instead);
    if (text.chars().allMatch(Mask::isNeverEncoded)) {
      return;
    }
    replacements.put(URLEncoder.encode(text, StandardCharsets.UTF_8), instead);
    replacements.put(inJson(text), instead);
  }

  private static boolean isNeverEncoded(int c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  }

  private static String inJson(String text) {
    return text.replace("\\", "\\\\")
        .replace("\"", "\\\"")
        .replace("\n", "\\n")
        .replace("\r", "\\r")
        .replace("\t", "\\t");
  }
}
