package dev.herald.server.console.configuration;

import dev.herald.server.platform.problem.RequestProblem;
import dev.herald.server.reason.FieldFault;

/** The key of a piece that belongs to another one: {@code esop/grant.vested}. */
record QualifiedKey(String owner, String code) {

  /**
   * @param form how the key is written, for the error: {@code application/node}
   */
  static QualifiedKey parse(String key, String form) {
    int slash = key.indexOf('/');
    if (slash < 1 || slash == key.length() - 1) {
      throw new RequestProblem.Invalid("", new FieldFault.KeyFormWrong(key, form));
    }
    return new QualifiedKey(key.substring(0, slash), key.substring(slash + 1));
  }
}
