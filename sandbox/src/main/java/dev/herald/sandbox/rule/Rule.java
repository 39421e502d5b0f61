package dev.herald.sandbox.rule;

/**
 * Makes a stand-in misbehave. Written like {@code Rule.that(new
 * Effect.ResetAfter()).provider("tencent-sms").destination("+86138*").times(1)}.
 *
 * @param limit applied at most so often; 0 is without limit
 */
public record Rule(Effect effect, Match match, Share share, int limit) {

  /** Applies to everything, always, until it is narrowed. */
  public static Rule that(Effect effect) {
    return new Rule(effect, Match.ANYTHING, new Share.All(), 0);
  }

  public Rule provider(String pattern) {
    return matching(new Match(pattern, match.channel(), match.account(), match.destination()));
  }

  public Rule channel(String pattern) {
    return matching(new Match(match.provider(), pattern, match.account(), match.destination()));
  }

  public Rule account(String pattern) {
    return matching(new Match(match.provider(), match.channel(), pattern, match.destination()));
  }

  public Rule destination(String pattern) {
    return matching(new Match(match.provider(), match.channel(), match.account(), pattern));
  }

  public Rule everyNth(int n) {
    return new Rule(effect, match, new Share.EveryNth(n), limit);
  }

  /**
   * @param part between 0 and 1
   */
  public Rule share(double part, long seed) {
    return new Rule(effect, match, new Share.Random(part, seed), limit);
  }

  public Rule times(int most) {
    return new Rule(effect, match, share, most);
  }

  private Rule matching(Match narrower) {
    return new Rule(effect, narrower, share, limit);
  }
}
