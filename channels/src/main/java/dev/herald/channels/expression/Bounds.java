package dev.herald.channels.expression;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.common.navigation.CelNavigableAst;
import dev.cel.common.navigation.CelNavigableExpr;
import dev.herald.channels.pattern.LinearPattern;
import dev.herald.channels.reason.ExpressionReason;
import java.util.Optional;

/** How much time and memory an expression may take, whatever the values that it meets. */
final class Bounds {
  /** How many elements all macros of one evaluation may visit. */
  static final int MOST_VISITS = 10_000;

  private static final int DEEPEST = 4;
  private static final String MATCHES = "matches";

  private Bounds() {}

  /**
   * @throws ExpressionException when macros stand in each other too deep, or a pattern is not known
   *     beforehand, is none, or becomes too large
   */
  static void check(CelAbstractSyntaxTree ast) throws ExpressionException {
    for (CelNavigableExpr node : CelNavigableAst.fromAst(ast).getRoot().allNodes().toList()) {
      if (node.getKind() == Kind.COMPREHENSION && depth(node) > DEEPEST) {
        throw new ExpressionException(new ExpressionReason.MacrosTooDeep(DEEPEST));
      }
      if (node.getKind() == Kind.CALL && node.expr().call().function().equals(MATCHES)) {
        checkPattern(node.expr().call().args().getLast());
      }
    }
  }

  private static int depth(CelNavigableExpr macro) {
    int depth = 1;
    Optional<CelNavigableExpr> around = macro.parent();
    while (around.isPresent()) {
      depth += around.get().getKind() == Kind.COMPREHENSION ? 1 : 0;
      around = around.get().parent();
    }
    return depth;
  }

  private static void checkPattern(CelExpr pattern) throws ExpressionException {
    if (!Syntax.isText(pattern)) {
      throw new ExpressionException(new ExpressionReason.MatchesComputed());
    }
    try {
      LinearPattern.of(pattern.constant().stringValue());
    } catch (LinearPattern.Unusable unusable) {
      throw new ExpressionException(new ExpressionReason.MatchesWrong(unusable.reason()));
    }
  }
}
