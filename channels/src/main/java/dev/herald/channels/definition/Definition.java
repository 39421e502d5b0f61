package dev.herald.channels.definition;

import com.google.re2j.Pattern;
import dev.herald.channel.ConnectorDescription;
import dev.herald.channel.Message;
import dev.herald.channel.Reason;
import dev.herald.channel.SentMessage;
import dev.herald.channels.definition.answer.AnswerRules;
import dev.herald.channels.definition.receipt.ReceiptRules;
import dev.herald.channels.definition.recipe.BalanceQuery;
import dev.herald.channels.definition.recipe.BatchRecipe;
import dev.herald.channels.definition.recipe.RecallRecipe;
import dev.herald.channels.definition.recipe.Step;
import dev.herald.channels.definition.recipe.TokenRecipe;
import dev.herald.channels.definition.recipe.TraceQuery;
import dev.herald.channels.definition.request.RequestTemplate;
import dev.herald.channels.definition.text.DefinitionException;
import dev.herald.channels.definition.text.DefinitionException.Problem;
import dev.herald.channels.definition.value.Words;
import dev.herald.channels.expression.Scope;
import dev.herald.channels.expression.Shape;
import dev.herald.channels.reason.DefinitionReason;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A connector as data, read and checked.
 *
 * @param version a hash of the file: the same text is the same version
 * @param line where its name stands
 * @param sample what its examples are about
 * @param warnings what the file says in vain
 */
public record Definition(
    ConnectorDescription description,
    String version,
    String text,
    int line,
    Protocol protocol,
    Sample sample,
    List<Problem> warnings) {
  public Definition {
    warnings = List.copyOf(warnings);
  }

  /**
   * What a definition is tried with when nothing else is said.
   *
   * @param settings of a source
   * @param address of a recipient; empty when none is said
   */
  public record Sample(Map<String, String> settings, String address) {
    public Sample {
      settings = Map.copyOf(settings);
    }
  }

  /**
   * How it is spoken: for this package only.
   *
   * @param named values that have a name
   * @param steps before the request, in their order
   * @param dead the provider's codes that mean that nothing will reach the address again
   */
  record Protocol(
      Map<String, Shape> named,
      @Nullable TokenRecipe token,
      List<Step> steps,
      RequestTemplate request,
      AnswerRules answer,
      @Nullable BatchRecipe batch,
      @Nullable TraceQuery trace,
      @Nullable RecallRecipe recall,
      @Nullable ReceiptRules receipts,
      @Nullable BalanceQuery balance,
      List<Pattern> dead) {
    Protocol {
      named = Map.copyOf(named);
      steps = List.copyOf(steps);
      dead = List.copyOf(dead);
    }

    /** Whether a code means that nothing will reach the address again. */
    boolean isDead(String code) {
      return dead.stream().anyMatch(each -> each.matcher(code).matches());
    }

    /** Whether a setting takes part in saying where any of the requests goes. */
    boolean isTarget(String field, boolean secret) {
      return requests().anyMatch(request -> request.isTarget(field, secret));
    }

    Stream<RequestTemplate> requests() {
      Stream.Builder<RequestTemplate> requests = Stream.builder();
      requests.add(request);
      steps.forEach(step -> requests.add(step.request()));
      if (batch != null) {
        requests.add(batch.request());
      }
      if (trace != null) {
        requests.add(trace.request());
      }
      if (recall != null) {
        requests.add(recall.request());
      }
      if (balance != null) {
        requests.add(balance.request());
      }
      if (token != null && token.request() != null) {
        requests.add(token.request());
      }
      return requests.build();
    }
  }

  /**
   * Where its requests go, as far as no source says: differs whenever the same source would be
   * spoken for elsewhere.
   */
  public String reach() {
    Stream<String> origins =
        protocol.requests().map(request -> request.origin().orElse("version " + version));
    Stream<String> fallbacks =
        description.fields().stream()
            .filter(field -> field.target() && field.fallback() != null)
            .map(field -> field.name() + "=" + field.fallback());
    String whole =
        Stream.concat(origins, fallbacks).distinct().sorted().collect(Collectors.joining("\n"));
    return DefinitionReader.digest(whole);
  }

  /** The values that its expressions read of a message. */
  Scope scope(Message message, Map<String, String> settings, Instant now) {
    Scope scope = Words.of(message, settings, now);
    return (protocol.batch == null ? scope : Words.alone(message, scope)).naming(protocol.named());
  }

  /** The values that its expressions read of several messages. */
  Scope scope(List<Message> messages, Map<String, String> settings, Instant now) {
    return Words.of(messages, settings, now).naming(protocol.named());
  }

  Scope scope(SentMessage message, Map<String, String> settings, Instant now) {
    return Words.of(message, settings, now).naming(protocol.named());
  }

  /** The values of a request that is about no message. */
  Scope scope(Map<String, String> settings, Instant now) {
    return Words.of(settings, now).naming(protocol.named());
  }

  /**
   * @param file the name that problems are reported under
   * @throws DefinitionException with everything that is wrong
   */
  public static Definition read(String file, String yaml) throws DefinitionException {
    try {
      return DefinitionReader.read(file, yaml, true);
    } catch (RuntimeException | StackOverflowError e) {
      // Whatever one text does to a library, it is that text's trouble.
      Reason why = new DefinitionReason.FileUnreadable(e.getClass().getSimpleName());
      throw new DefinitionException(
          List.of(new Problem(file, 1, DefinitionException.Mistake.UNREADABLE, "", why)));
    }
  }

  /** The same of a file that Herald brings along: its examples are run when it is built. */
  public static Definition readShipped(String file, String yaml) throws DefinitionException {
    return DefinitionReader.read(file, yaml, false);
  }
}
