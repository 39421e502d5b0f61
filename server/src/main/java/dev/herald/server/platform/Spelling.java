package dev.herald.server.platform;

import dev.herald.channel.Reason;
import dev.herald.server.reason.FieldFault;
import dev.herald.server.reason.Thing;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

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

  /** A field that there is not. */
  public static Reason unknownField(String written, Collection<String> known) {
    return new FieldFault.FieldUnknown(nearest(written, known), listed(known));
  }

  /** Something that a caller named by a name of its own. */
  public static Reason unknown(Thing thing, String written, Collection<String> known) {
    return new FieldFault.NameUnknown(
        thing.word(), written, nearest(written, known), listed(known));
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
  public static @Nullable String nearest(String written, Collection<String> known) {
    if (written.length() > LONGEST_COMPARED) {
      return null;
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
                .map(Near::name))
        .orElse(null);
  }

  private record Near(String name, int distance) {}

  private static int allowed(String name) {
    return Math.max(1, name.length() / 2);
  }

  /** So many of them as anybody reads. */
  public static List<String> listed(Collection<String> known) {
    Stream<String> more = known.size() > NAMES_SHOWN ? Stream.of("…") : Stream.empty();
    return Stream.concat(known.stream().limit(NAMES_SHOWN), more).toList();
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
