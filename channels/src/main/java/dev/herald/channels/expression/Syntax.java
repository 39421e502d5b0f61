package dev.herald.channels.expression;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.CelCall;
import dev.cel.common.ast.CelExpr.CelComprehension;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.common.navigation.CelNavigableAst;
import dev.cel.common.navigation.CelNavigableExpr;
import dev.cel.common.types.CelKind;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Looks into a checked expression. */
final class Syntax {
  private static final String URL_ENCODE = "urlEncode";
  private static final Read CONTENT_KIND = new Read("content", "kind");

  private Syntax() {}

  /** All but the variables of macros, which hide words of their name. */
  static List<CelExpr> nodes(CelAbstractSyntaxTree ast) {
    return CelNavigableAst.fromAst(ast)
        .getRoot()
        .allNodes()
        .filter(node -> !isVariable(node))
        .map(CelNavigableExpr::expr)
        .toList();
  }

  private static boolean isVariable(CelNavigableExpr node) {
    CelExpr read = node.getKind() == Kind.SELECT ? node.expr().select().operand() : node.expr();
    String name = name(read);
    Optional<CelNavigableExpr> around = name.isEmpty() ? Optional.empty() : node.parent();
    while (around.isPresent()) {
      if (around.get().getKind() == Kind.COMPREHENSION) {
        CelComprehension macro = around.get().expr().comprehension();
        if (macro.iterVar().equals(name) || macro.iterVar2().equals(name)) {
          return true;
        }
      }
      around = around.get().parent();
    }
    return false;
  }

  static Facts facts(CelAbstractSyntaxTree ast, Vocabulary vocabulary) {
    Set<Read> reads = new HashSet<>();
    Set<Read> tested = new HashSet<>();
    Set<String> kinds = new HashSet<>();
    for (CelExpr node : nodes(ast)) {
      reads.addAll(vocabulary.named().getOrDefault(name(node), Set.of()));
      Read read = read(node);
      if (read != null) {
        (isTest(node) ? tested : reads).add(read);
      }
      if (node.getKind() == Kind.CALL) {
        addKinds(kinds, node.call());
      }
    }
    removeWholes(reads, tested);
    CelKind result = ast.getResultType().kind();
    return new Facts(
        reads,
        tested,
        kinds,
        isEncoded(ast.getExpr()),
        result == CelKind.BOOL || result == CelKind.DYN);
  }

  /** The word that the node is; empty when it is none. */
  static String name(CelExpr node) {
    return node.getKind() == Kind.IDENT ? node.ident().name() : "";
  }

  /** A member, by its name or by an index that is written out, or a word alone. */
  static @Nullable Read read(CelExpr node) {
    return switch (node.getKind()) {
      case IDENT ->
          Expressions.isWord(node.ident().name()) ? new Read(node.ident().name(), null) : null;
      case SELECT -> member(node.select().operand(), node.select().field());
      case CALL -> indexed(node.call());
      default -> null;
    };
  }

  private static @Nullable Read indexed(CelCall call) {
    return call.function().equals("_[_]") && isText(call.args().get(1))
        ? member(call.args().get(0), call.args().get(1).constant().stringValue())
        : null;
  }

  private static @Nullable Read member(CelExpr operand, String member) {
    return operand.getKind() == Kind.IDENT && Expressions.isWord(operand.ident().name())
        ? new Read(operand.ident().name(), member)
        : null;
  }

  private static boolean isTest(CelExpr node) {
    return node.getKind() == Kind.SELECT && node.select().testOnly();
  }

  static boolean isText(CelExpr node) {
    return node.getKind() == Kind.CONSTANT
        && node.constant().getKind() == CelConstant.Kind.STRING_VALUE;
  }

  /** Every member's word is a node too, and says nothing beside the member. */
  private static void removeWholes(Set<Read> reads, Set<Read> tested) {
    Set<String> roots = new HashSet<>();
    reads.stream().filter(read -> read.member() != null).forEach(read -> roots.add(read.root()));
    tested.forEach(read -> roots.add(read.root()));
    reads.removeIf(read -> read.member() == null && roots.contains(read.root()));
  }

  private static void addKinds(Set<String> kinds, CelCall call) {
    if (!Set.of("_==_", "_!=_", "@in").contains(call.function())
        || call.args().stream().noneMatch(arg -> CONTENT_KIND.equals(read(arg)))) {
      return;
    }
    for (CelExpr arg : call.args()) {
      List<CelExpr> words = arg.getKind() == Kind.LIST ? arg.list().elements() : List.of(arg);
      words.stream()
          .filter(Syntax::isText)
          .forEach(word -> kinds.add(word.constant().stringValue()));
    }
  }

  private static boolean isEncoded(CelExpr node) {
    if (node.getKind() != Kind.CALL) {
      return isText(node);
    }
    List<CelExpr> args = node.call().args();
    return switch (node.call().function()) {
      case URL_ENCODE -> true;
      case "_+_" -> args.stream().allMatch(Syntax::isEncoded);
      case "_?_:_" -> isEncoded(args.get(1)) && isEncoded(args.get(2));
      default -> false;
    };
  }
}
