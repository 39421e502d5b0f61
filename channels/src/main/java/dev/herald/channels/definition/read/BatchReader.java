package dev.herald.channels.definition.read;

import dev.herald.channel.AmbiguityPolicy;
import dev.herald.channel.ConnectorDescription.BatchLimit;
import dev.herald.channels.definition.answer.AnswerRules;
import dev.herald.channels.definition.recipe.BatchRecipe;
import dev.herald.channels.definition.request.RequestTemplate;
import dev.herald.channels.definition.text.Known;
import dev.herald.channels.definition.text.Section;
import dev.herald.channels.definition.text.Section.Misfit;
import dev.herald.channels.expression.Expression;
import dev.herald.channels.expression.Read;
import dev.herald.channels.expression.Shape;
import dev.herald.channels.reason.DefinitionReason;
import dev.herald.channels.reason.DefinitionReason.ValueUnfit.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/**
 * Reads a {@code batch:} section.
 *
 * @param keys with the words of one message
 * @param requests of requests for several
 * @param answers to them
 */
public record BatchReader(ShapeReader keys, RequestReader requests, AnswerReader answers) {
  private static final int MOST = 10_000;
  private static final String CONTENT = "content";

  /** What each message has of its own, in a request that reads no list. */
  private static final Set<Read> OF_ONE =
      Set.of(new Read("message", "id"), new Read("message", "number"));

  /**
   * @param one the request for one message, which takes several where the section has no other
   */
  public BatchRecipe read(Section batch, RequestTemplate one, AnswerRules ofOne) {
    batch.only(Known.BATCH);
    List<Node> by = batch.entries("by");
    if (by.isEmpty()) {
      batch.problem(new DefinitionReason.MemberMissing("by", "by: content"));
    }
    List<Shape> parts = new ArrayList<>();
    for (Node part : by) {
      if (!isContent(part)) {
        parts.add(keys.entry(part, batch.pathOf("by")));
      }
    }
    Expression when = keys.verdict(batch, "when");
    boolean own = batch.has("request");
    RequestTemplate request = own ? requests.read(batch.section("request"), null) : one;
    if (!own) {
      checkShared(batch, one);
    }
    return new BatchRecipe(
        new BatchLimit(most(batch), ambiguity(batch)),
        by.stream().anyMatch(BatchReader::isContent),
        parts,
        when,
        request,
        batch.has("answer") ? answers.rules(batch.section("answer")) : ofOne);
  }

  private static boolean isContent(Node node) {
    return node instanceof ScalarNode scalar && scalar.getValue().equals(CONTENT);
  }

  private static int most(Section batch) {
    batch.required("most", "100");
    Integer most = batch.parsed("most", BatchReader::number);
    return most == null ? 2 : most;
  }

  private static int number(String text) throws Misfit {
    if (!text.matches("\\d{1,5}") || Integer.parseInt(text) < 2 || Integer.parseInt(text) > MOST) {
      throw new Misfit(new DefinitionReason.BatchSizeWrong(text, 2, MOST));
    }
    return Integer.parseInt(text);
  }

  private static @Nullable AmbiguityPolicy ambiguity(Section batch) {
    return batch.parsed(
        "ambiguous",
        text ->
            Arrays.stream(AmbiguityPolicy.values())
                .filter(policy -> policy.name().toLowerCase(Locale.ROOT).equals(text))
                .findFirst()
                .orElseThrow(
                    () -> new Misfit(new DefinitionReason.ValueUnfit(text, Kind.AMBIGUITY))));
  }

  /** A request that takes several must not say of one what is not true of the others. */
  private static void checkShared(Section batch, RequestTemplate request) {
    Set<Read> reads = request.memberReads();
    List<String> ofOne =
        reads.stream()
            .filter(read -> read.root().equals("destination") || OF_ONE.contains(read))
            .map(Read::toString)
            .sorted()
            .toList();
    if (!ofOne.isEmpty()) {
      batch.problem(new DefinitionReason.BatchReadsOne(ofOne));
    }
    if (reads.stream().noneMatch(read -> read.root().matches("destinations|messages"))) {
      batch.problem(new DefinitionReason.BatchReadsNone());
    }
  }
}
