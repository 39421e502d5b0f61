package dev.herald.server.reason;

import com.ibm.icu.text.MessageFormat;
import dev.herald.channel.CallReason.ProviderSaid;
import dev.herald.channel.CallReason.ProviderSaid.Kind;
import dev.herald.channel.Reason;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Makes words of reasons in one language.
 *
 * @param meanings for the codes of providers
 */
public record Wording(Language language, Meanings meanings) {

  /** What providers' codes mean, as the definitions of their connectors say. */
  @FunctionalInterface
  public interface Meanings {
    Meanings NONE = (_, _) -> Map.of();

    /** By language tag; empty when nobody said. */
    Map<String, String> of(String connector, String code);
  }

  /** What stands for a parameter that was left out, for the catalogue to choose by. */
  private static final String LEFT_OUT = "none";

  /** The parameter that words have in place of a provider's code and text. */
  static final String SAID = "said";

  private static final Set<String> OF_PROVIDERS =
      Arrays.stream(Kind.values()).map(ProviderSaid::code).collect(Collectors.toUnmodifiableSet());

  public Wording(Language language) {
    this(language, Meanings.NONE);
  }

  /** In the language of the request that this thread answers. */
  public static Wording ofRequest() {
    return new Wording(Language.ofRequest());
  }

  public Wording knowing(Meanings known) {
    return new Wording(language, known);
  }

  /** What problems with an HTTP status have in common. */
  public String title(int status) {
    return Catalogue.in(language).name("title." + status).orElse(String.valueOf(status));
  }

  /** Whether a resend helps, as a sentence. */
  public String resend(String worth) {
    return Catalogue.in(language).name("resend." + worth).orElse(worth);
  }

  /** A clause without a full stop, or whole sentences: as the catalogue has it. */
  public String of(Reason reason) {
    Map<String, Object> values = new HashMap<>();
    reason.parameters().forEach((name, value) -> values.put(name, value(name, value)));
    if (OF_PROVIDERS.contains(reason.code())) {
      values.put(SAID, said(reason).orElse(LEFT_OUT));
    }
    return Catalogue.in(language)
        .format(reason.code())
        .map(format -> text(format, values))
        .orElseGet(() -> unknown(reason));
  }

  private static String text(MessageFormat format, Map<String, Object> values) {
    return format.format(values, new StringBuffer(), null).toString();
  }

  private Object value(String name, @Nullable Object value) {
    return switch (value) {
      case null -> LEFT_OUT;
      case Reason reason -> of(reason);
      case Iterable<?> many -> joined(name, many);
      case Number number -> number;
      case Object one -> named(name, one.toString());
    };
  }

  /** A few kinds of things have names of their own in each language. */
  private String named(String kind, String value) {
    return Catalogue.in(language).name(kind + "." + value).orElse(value);
  }

  private String joined(String kind, Iterable<?> many) {
    String between = language == Language.ZH ? "、" : ", ";
    StringBuilder joined = new StringBuilder();
    many.forEach(each ->
        joined.append(joined.isEmpty() ? "" : between).append(named(kind, String.valueOf(each))));
    return joined.isEmpty() ? LEFT_OUT : joined.toString();
  }

  private static String unknown(Reason reason) {
    return reason.parameters().isEmpty()
        ? reason.code()
        : "%s %s".formatted(reason.code(), reason.parameters());
  }

  /** A provider's code and words for people; empty where there are none. */
  Optional<String> said(Reason reason) {
    return OF_PROVIDERS.contains(reason.code())
        ? Optional.of(said(reason.parameters())).filter(said -> !said.isEmpty())
        : Optional.empty();
  }

  private String said(Map<String, @Nullable Object> parameters) {
    String code = text(parameters, "code");
    String connector = text(parameters, "connector");
    String meaning =
        code == null || connector == null ? null : meanings.of(connector, code).get(language.tag());
    return meaning == null
        ? Stream.of(code, text(parameters, "text"))
            .filter(each -> each != null)
            .collect(Collectors.joining(": "))
        : (language == Language.ZH ? "%s（%s）" : "%s (%s)").formatted(meaning, code);
  }

  private static @Nullable String text(Map<String, @Nullable Object> parameters, String name) {
    return parameters.get(name) instanceof String text && !text.isBlank() ? text : null;
  }
}
