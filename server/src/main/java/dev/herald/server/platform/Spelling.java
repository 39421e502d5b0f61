package dev.herald.server.platform;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Names the right word to someone who wrote a wrong one. */
public final class Spelling {
  private static final int NAMES_SHOWN = 12;

  /** Comparing takes the product of both lengths, and anybody may write a long name. */
  private static final int LONGEST_COMPARED = 100;

  private static final int MOST_COMPARED = 100;

  /** What others call it, too far away in letters: lower case, without signs between. */
  private static final Map<String, List<String>> OTHER_WORDS =
      Map.ofEntries(
          Map.entry("mobile", List.of("phone", "sms")),
          Map.entry("mobilephone", List.of("phone", "sms")),
          Map.entry("mobilenumber", List.of("phone", "sms")),
          Map.entry("cell", List.of("phone", "sms")),
          Map.entry("cellphone", List.of("phone", "sms")),
          Map.entry("tel", List.of("phone", "sms")),
          Map.entry("telephone", List.of("phone", "sms")),
          Map.entry("msisdn", List.of("phone", "sms")),
          Map.entry("phonenumber", List.of("phone", "sms")),
          Map.entry("mail", List.of("email")),
          Map.entry("emailaddress", List.of("email")),
          Map.entry("mailaddress", List.of("email")),
          Map.entry("uri", List.of("url", "webhook")),
          Map.entry("link", List.of("url", "webhook")),
          Map.entry("endpoint", List.of("url", "webhook")),
          Map.entry("user", List.of("recipient")),
          Map.entry("userid", List.of("recipient")),
          Map.entry("code", List.of("recipient")),
          Map.entry("language", List.of("locale")),
          Map.entry("lang", List.of("locale")),
          Map.entry("variables", List.of("data")),
          Map.entry("params", List.of("data")),
          Map.entry("payload", List.of("data")),
          Map.entry("recipients", List.of("to")),
          Map.entry("receivers", List.of("to")),
          Map.entry("targets", List.of("to")),
          Map.entry("event", List.of("node")),
          Map.entry("template", List.of("node")),
          Map.entry("company", List.of("tenant")),
          Map.entry("app", List.of("application")),
          Map.entry("sendat", List.of("at")),
          Map.entry("scheduledat", List.of("at")),
          Map.entry("ttl", List.of("expiresIn", "expiry")),
          Map.entry("timezone", List.of("zone")));

  private Spelling() {}

  /** {@code did you mean 'amount'?} when one is near, else {@code one of: amount, currency}. */
  public static String suggestion(String written, Collection<String> known) {
    return nearest(written, known)
        .map("did you mean '%s'?"::formatted)
        .orElseGet(() -> oneOf(known));
  }

  /** The name that differs in a few letters only, a quarter of them or two. */
  public static Optional<String> near(String written, Collection<String> known) {
    return known.stream()
        .filter(name -> Math.abs(name.length() - written.length()) <= few(name))
        .map(name -> new Near(name, distance(written, name)))
        .filter(near -> near.distance <= few(near.name))
        .min(Comparator.comparingInt(Near::distance))
        .map(Near::name);
  }

  private static int few(String name) {
    return Math.max(2, name.length() / 4);
  }

  /** The one that was most likely meant: another word for it, or the one with like letters. */
  private static Optional<String> nearest(String written, Collection<String> known) {
    if (written.length() > LONGEST_COMPARED) {
      return Optional.empty();
    }
    String plain = written.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
    return OTHER_WORDS.getOrDefault(plain, List.of()).stream()
        .filter(known::contains)
        .findFirst()
        .or(() ->
            known.stream()
                .limit(MOST_COMPARED)
                .filter(name -> Math.abs(name.length() - written.length()) <= allowed(name))
                .map(name -> new Near(name, distance(written, name)))
                .filter(near -> near.distance <= allowed(near.name))
                .min(Comparator.comparingInt(Near::distance))
                .map(Near::name));
  }

  private record Near(String name, int distance) {}

  private static int allowed(String name) {
    return Math.max(1, name.length() / 2);
  }

  public static String oneOf(Collection<String> known) {
    if (known.isEmpty()) {
      return "none";
    }
    String names = known.stream().limit(NAMES_SHOWN).collect(Collectors.joining(", "));
    int left = known.size() - NAMES_SHOWN;
    return "one of: " + names + (left > 0 ? " and %d more".formatted(left) : "");
  }

  private static int distance(String written, String name) {
    String from = written.toLowerCase(Locale.ROOT);
    String to = name.toLowerCase(Locale.ROOT);
    int[] above = new int[to.length() + 1];
    for (int j = 0; j <= to.length(); j++) {
      above[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      int diagonal = above[0];
      above[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        int replaced = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        diagonal = above[j];
        above[j] = Math.min(replaced, 1 + Math.min(above[j], above[j - 1]));
      }
    }
    return above[to.length()];
  }
}
