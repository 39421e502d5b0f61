package dev.herald.channels.expression;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelErrorCode;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.common.types.CelKind;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.values.CelByteString;
import dev.cel.common.values.NullValue;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.extensions.CelExtensions;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import dev.cel.runtime.CelUnknownSet;
import dev.cel.runtime.Program;
import dev.herald.channels.reason.ExpressionReason;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Compiles expressions: {@code status == 200 && body.errcode == 0}. */
public final class Expressions {
  private static final CelType MEMBERS = MapType.create(SimpleType.STRING, SimpleType.DYN);
  private static final Map<String, CelType> ROOTS =
      Map.ofEntries(
          Map.entry("source", MEMBERS),
          Map.entry("content", MEMBERS),
          Map.entry("destination", SimpleType.STRING),
          Map.entry("destinations", ListType.create(SimpleType.STRING)),
          Map.entry("messages", ListType.create(MEMBERS)),
          Map.entry("message", MEMBERS),
          Map.entry("now", MEMBERS),
          Map.entry("status", SimpleType.INT),
          Map.entry("headers", MapType.create(SimpleType.STRING, SimpleType.STRING)),
          Map.entry("query", MapType.create(SimpleType.STRING, SimpleType.STRING)),
          Map.entry("body", SimpleType.DYN),
          Map.entry("report", SimpleType.DYN),
          Map.entry("each", SimpleType.DYN),
          Map.entry("opened", SimpleType.STRING),
          Map.entry("token", SimpleType.STRING),
          Map.entry("jwt", SimpleType.STRING),
          Map.entry("steps", MEMBERS),
          Map.entry("request", MEMBERS));

  private static final Set<CelErrorCode> ABSENCES =
      Set.of(CelErrorCode.ATTRIBUTE_NOT_FOUND, CelErrorCode.INDEX_OUT_OF_BOUNDS);
  private static final Pattern PLAIN_READ = Pattern.compile("([a-z]+)(?:\\.([A-Za-z]\\w*))?");
  private static final CelOptions OPTIONS =
      CelOptions.current()
          .enableHeterogeneousNumericComparisons(true)
          .comprehensionMaxIterations(Bounds.MOST_VISITS)
          .build();
  private static final CelCompiler COMPILER = compiler();
  private static final CelRuntime RUNTIME = runtime();

  /** By the names that they know. */
  private static final Map<Set<String>, CelCompiler> KNOWING = new ConcurrentHashMap<>();

  private static final int MOST_KNOWING = 50;

  private Expressions() {}

  /**
   * @throws ExpressionException when it is no expression, reads a word that the vocabulary lacks,
   *     may take too much time or memory, or makes bytes, which have no place in a request
   */
  public static Expression compile(String text, Vocabulary vocabulary) throws ExpressionException {
    CelAbstractSyntaxTree ast = checked(text, vocabulary);
    Matcher read = PLAIN_READ.matcher(text.strip());
    Facts facts = Syntax.facts(ast, vocabulary);
    return read.matches()
        ? new PlainRead(read.group(1), read.group(2), facts)
        : new Computed(text.strip(), program(ast), facts);
  }

  private static CelAbstractSyntaxTree checked(String text, Vocabulary vocabulary)
      throws ExpressionException {
    CelAbstractSyntaxTree ast;
    try {
      ast = compiler(vocabulary).compile(text).getAst();
    } catch (CelValidationException e) {
      throw new ExpressionException(Complaint.of(e.getErrors().getFirst(), text, vocabulary));
    }
    for (CelExpr node : Syntax.nodes(ast)) {
      checkWords(node, vocabulary);
    }
    Bounds.check(ast);
    if (ast.getResultType().kind() == CelKind.BYTES) {
      throw new ExpressionException(new ExpressionReason.MakesBytes());
    }
    return ast;
  }

  /** Which knows the names that the definition gives to values, where there are any. */
  private static CelCompiler compiler(Vocabulary vocabulary) {
    Set<String> names = vocabulary.named().keySet();
    if (names.isEmpty()) {
      return COMPILER;
    }
    if (KNOWING.size() >= MOST_KNOWING) {
      KNOWING.clear();
    }
    return KNOWING.computeIfAbsent(
        Set.copyOf(names),
        known -> {
          CelCompilerBuilder builder = COMPILER.toCompilerBuilder();
          known.forEach(name -> builder.addVar(name, SimpleType.DYN));
          return builder.build();
        });
  }

  private static void checkWords(CelExpr node, Vocabulary vocabulary) throws ExpressionException {
    vocabulary.checkNamed(Syntax.name(node));
    Read read = Syntax.read(node);
    if (read != null) {
      vocabulary.checkRoot(read.root());
      if (read.member() != null) {
        vocabulary.checkMember(read.root(), read.member());
      }
    }
    if (node.getKind() == Kind.SELECT) {
      Read whole = Syntax.read(node.select().operand());
      if (whole != null && whole.member() != null) {
        vocabulary.checkPart(whole.root(), whole.member(), node.select().field());
      }
    }
  }

  /** Whether the language itself has this word. */
  public static boolean isWord(String name) {
    return ROOTS.containsKey(name);
  }

  private static CelCompiler compiler() {
    CelCompilerBuilder builder =
        CelCompilerFactory.standardCelCompilerBuilder()
            .setOptions(OPTIONS)
            .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
            .addLibraries(
                CelExtensions.strings(),
                CelExtensions.bindings(),
                CelExtensions.optional(),
                CelExtensions.comprehensions());
    ROOTS.forEach(builder::addVar);
    SigningFunctions.ALL.forEach(f -> builder.addFunctionDeclarations(f.declaration()));
    return builder.build();
  }

  private static CelRuntime runtime() {
    return CelRuntimeFactory.plannerRuntimeBuilder()
        .setOptions(OPTIONS)
        .addLibraries(
            CelExtensions.strings(), CelExtensions.optional(), CelExtensions.comprehensions())
        .addFunctionBindings(
            SigningFunctions.ALL.stream().map(SigningFunctions.Definition::binding).toList())
        .build();
  }

  private static Program program(CelAbstractSyntaxTree ast) {
    try {
      return RUNTIME.createProgram(ast);
    } catch (CelEvaluationException e) {
      throw new IllegalStateException("a checked expression could not be planned", e);
    }
  }

  /** A word, or a member of one: by far the most frequent expression, and the fastest. */
  private record PlainRead(String root, @Nullable String member, Facts facts)
      implements Expression {
    @Override
    public @Nullable Object value(Scope scope) {
      Object value = scope.root(root);
      if (member == null) {
        return value;
      }
      return value instanceof Map<?, ?> members ? members.get(member) : null;
    }

    @Override
    public boolean isNone(Scope scope) {
      return false;
    }
  }

  private record Computed(String text, Program program, Facts facts) implements Expression {
    @Override
    public @Nullable Object value(Scope scope) {
      try {
        return present(program.eval(scope));
      } catch (CelEvaluationException e) {
        if (ABSENCES.contains(e.getErrorCode())) {
          return null;
        }
        throw fault();
      }
    }

    @Override
    public boolean isNone(Scope scope) {
      try {
        return program.eval(scope) instanceof NullValue;
      } catch (CelEvaluationException _) {
        return false;
      }
    }

    private @Nullable Object present(@Nullable Object value) {
      return switch (value) {
        case null -> null;
        case NullValue _, CelUnknownSet _ -> null;
        case Optional<?> perhaps -> present(perhaps.orElse(null));
        case CelByteString _ -> throw fault();
        default -> value;
      };
    }

    private ExpressionFault fault() {
      return ExpressionFault.of(text, reads());
    }
  }
}
