package dev.herald.chaos;

import java.util.List;

/**
 * What an episode came to.
 *
 * @param doubledAmbiguous messages that were doubled where the trace says that nobody could know
 */
record Verdict(int acknowledged, int doubledAmbiguous, List<Finding> findings) {
  boolean isGood() {
    return findings.isEmpty();
  }

  int count(Finding.Kind kind) {
    return Math.toIntExact(findings.stream().filter(each -> each.kind() == kind).count());
  }
}
