package dev.herald.channels.definition;

import dev.herald.channel.ConnectorDescription.RecallLimit;
import dev.herald.channels.auth.Auth;
import dev.herald.channels.definition.Definition.Protocol;
import dev.herald.channels.definition.answer.AnswerRules;
import dev.herald.channels.definition.answer.ErrorRule;
import dev.herald.channels.definition.answer.RetryAfter;
import dev.herald.channels.definition.answer.Verdict;
import dev.herald.channels.definition.read.AnswerReader;
import dev.herald.channels.definition.read.AuthReader;
import dev.herald.channels.definition.read.BatchReader;
import dev.herald.channels.definition.read.Declared;
import dev.herald.channels.definition.read.ReceiptsReader;
import dev.herald.channels.definition.read.RequestReader;
import dev.herald.channels.definition.read.ShapeReader;
import dev.herald.channels.definition.read.TokenReader;
import dev.herald.channels.definition.receipt.ReceiptRules;
import dev.herald.channels.definition.recipe.BalanceQuery;
import dev.herald.channels.definition.recipe.BatchRecipe;
import dev.herald.channels.definition.recipe.RecallRecipe;
import dev.herald.channels.definition.recipe.Step;
import dev.herald.channels.definition.recipe.TokenRecipe;
import dev.herald.channels.definition.recipe.TraceQuery;
import dev.herald.channels.definition.request.RequestTemplate;
import dev.herald.channels.definition.text.Known;
import dev.herald.channels.definition.text.Problems;
import dev.herald.channels.definition.text.Section;
import dev.herald.channels.definition.text.Section.Misfit;
import dev.herald.channels.definition.value.Words;
import dev.herald.channels.expression.Expression;
import dev.herald.channels.expression.Expressions;
import dev.herald.channels.expression.Read;
import dev.herald.channels.expression.Shape;
import dev.herald.channels.expression.Vocabulary;
import dev.herald.channels.http.HttpCall;
import dev.herald.channels.reason.DefinitionReason;
import dev.herald.channels.reason.DefinitionReason.FormWrong.Form;
import dev.herald.channels.reason.DefinitionReason.ValueUnfit.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the sections that say how the provider is spoken to. */
final class ProtocolReader {
  private static final Pattern NAME = Pattern.compile("[a-z][A-Za-z0-9]{0,39}");

  private final Section root;
  private final Declared declared;
  private final Problems problems;
  private final Set<String> fields;
  private final Map<String, Shape> named = new LinkedHashMap<>();
  private final Map<String, Set<Read>> names = new LinkedHashMap<>();
  private final HttpCall.Version version;

  ProtocolReader(Section root, Declared declared, Problems problems) {
    this.root = root;
    this.declared = declared;
    this.problems = problems;
    this.fields = declared.fields().keySet();
    this.version = version();
  }

  /**
   * @param contents what each kind of content adds to the body, when the definition says so
   */
  Protocol read(@Nullable Section contents) {
    for (String needed : List.of("request", "answer")) {
      if (!root.has(needed)) {
        root.problem(new DefinitionReason.MemberMissing(needed, null));
      }
    }
    readNames();
    Set<String> stepNames = stepNames();
    Vocabulary one = Words.ofRequest(fields);
    Vocabulary asked = with(root.has("batch") ? Words.ofBatch(one) : one, stepNames);
    ShapeReader answered = shapes(with(Words.ofAnswer(fields), stepNames));
    AnswerRules rules = new AnswerReader(answered, connector()).rules(root.section("answer"));
    RequestTemplate request = requests(asked).read(root.section("request"), contents);
    Protocol protocol =
        new Protocol(
            named,
            root.has("token") ? token(rules) : null,
            steps(rules),
            request,
            rules,
            root.has("batch") ? batch(request, rules) : null,
            root.has("trace") ? trace() : null,
            root.has("recall") ? recall(rules) : null,
            root.has("receipts") ? receipts() : null,
            root.has("balance") ? balance() : null,
            dead());
    checkTokenRule(protocol);
    return protocol;
  }

  private String connector() {
    return root.has("connector") ? Objects.requireNonNullElse(root.text("connector"), "") : "";
  }

  private void checkTokenRule(Protocol protocol) {
    boolean drops =
        protocol.answer().errors().stream().anyMatch(rule -> rule.verdict() == Verdict.TOKEN);
    if (drops && protocol.token() == null) {
      root.problem("answer", new DefinitionReason.TokenUnfetched());
    }
  }

  private HttpCall.Version version() {
    String written = root.text("http");
    if (written == null || written.equals("1.1")) {
      return HttpCall.Version.ONE;
    }
    if (!written.equals("2")) {
      root.problem("http", new DefinitionReason.ValueUnfit(written, Kind.HTTP_VERSION));
    }
    return HttpCall.Version.TWO;
  }

  /** Each may read those before it. */
  private void readNames() {
    Section let = root.section("let");
    for (String name : let.names()) {
      if (!NAME.matcher(name).matches() || Expressions.isWord(name)) {
        let.problem(name, new DefinitionReason.FormWrong(Form.VALUE_NAME));
        continue;
      }
      Vocabulary words = with(Words.ofBatch(Words.ofAnswer(fields)), stepNames());
      Shape shape = shapes(words).whole(let, name);
      if (shape != null) {
        named.put(name, shape);
        names.put(name, shape.memberReads());
      }
    }
  }

  private ShapeReader shapes(Vocabulary vocabulary) {
    return new ShapeReader(vocabulary.naming(names), declared, problems);
  }

  private RequestReader requests(Vocabulary vocabulary) {
    ShapeReader shapes = shapes(vocabulary);
    Auth auth = new AuthReader(shapes).read(root);
    return new RequestReader(shapes, version, auth);
  }

  private Vocabulary with(Vocabulary vocabulary, Set<String> stepNames) {
    Vocabulary more = root.has("token") ? vocabulary.with("token", Set.of()) : vocabulary;
    return stepNames.isEmpty() ? more : more.with("steps", stepNames);
  }

  private TokenRecipe token(AnswerRules rules) {
    return new TokenReader(
            shapes(Words.ofToken(fields)), shapes(Words.ofTokenAnswer(fields)), version)
        .read(root.section("token"), rules);
  }

  private Set<String> stepNames() {
    return new LinkedHashSet<>(root.section("steps").names());
  }

  /** Each may read those before it. */
  private List<Step> steps(AnswerRules rules) {
    List<Step> steps = new ArrayList<>();
    Set<String> before = new LinkedHashSet<>();
    root.section("steps")
        .forEachSection((name, section) -> {
          section.only(Known.STEP);
          ShapeReader answered = shapes(with(Words.ofAnswer(fields), before));
          if (!section.has("value")) {
            section.problem(new DefinitionReason.StepValueMissing(name));
          }
          Expression value = answered.expression(section, "value");
          steps.add(
              new Step(
                  name,
                  requests(with(Words.ofRequest(fields), before)).members(section, null),
                  value == null ? Expression.ABSENT : value,
                  rules.refusing(Verdict.BUSY)));
          before.add(name);
        });
    return steps;
  }

  /** Codes, where a star stands for anything. */
  private List<com.google.re2j.Pattern> dead() {
    return root.texts("dead").stream().map(ErrorRule::codes).toList();
  }

  private ReceiptRules receipts() {
    return new ReceiptsReader(
            new ShapeReader(Words.ofCallback(fields), declared, problems),
            new ShapeReader(Words.ofOpened(fields), declared, problems),
            new ShapeReader(Words.ofEvent(fields), declared, problems))
        .read(root.section("receipts"));
  }

  private BatchRecipe batch(RequestTemplate request, AnswerRules rules) {
    if (root.has("steps")) {
      root.problem("batch", new DefinitionReason.BatchWithSteps());
    }
    return new BatchReader(
            shapes(Words.ofRequest(fields)),
            requests(with(Words.ofSeveral(fields), Set.of())),
            new AnswerReader(
                shapes(with(Words.ofBatch(Words.ofAnswer(fields)), Set.of())), connector()))
        .read(root.section("batch"), request, rules);
  }

  private RecallRecipe recall(AnswerRules rules) {
    Section recall = root.section("recall").only(Known.RECALL);
    if (!recall.has("request")) {
      recall.problem(new DefinitionReason.MemberMissing("request", null));
    }
    RequestTemplate request =
        requests(with(Words.ofTraceRequest(fields), Set.of()))
            .read(recall.section("request"), null);
    ShapeReader answered = shapes(with(Words.ofTraceAnswer(fields), Set.of()));
    return new RecallRecipe(
        new RecallLimit(recall.parsed("within", RetryAfter::parseAny)),
        request,
        recall.has("answer")
            ? new AnswerReader(answered, connector()).recall(recall.section("answer"))
            : rules.ofWhole());
  }

  private TraceQuery trace() {
    Section trace = root.section("trace").only(Known.TRACE);
    RequestTemplate request =
        requests(with(Words.ofTraceRequest(fields), Set.of())).read(trace.section("request"), null);
    ShapeReader answered = shapes(with(Words.ofTraceAnswer(fields), Set.of()));
    return new AnswerReader(answered, connector())
        .trace(trace.section("answer"), request, follow(trace));
  }

  private BalanceQuery balance() {
    Section balance = root.section("balance").only(Known.BALANCE);
    RequestTemplate request =
        requests(with(Words.ofToken(fields), Set.of())).read(balance.section("request"), null);
    return new AnswerReader(shapes(with(Words.ofTokenAnswer(fields), Set.of())), connector())
        .balance(balance.section("answer"), request);
  }

  private static List<Duration> follow(Section trace) {
    List<Duration> pauses = new ArrayList<>();
    for (String pause : trace.texts("follow")) {
      try {
        pauses.add(RetryAfter.parse(pause));
      } catch (Misfit misfit) {
        trace.problem("follow", misfit.reason());
      }
    }
    if (!pauses.isEmpty() && !trace.section("answer").has("delivered")) {
      trace.problem("follow", new DefinitionReason.DeliveredNeeded());
    }
    return pauses;
  }
}
