package dev.herald.sandbox.push;

import dev.herald.sandbox.account.Jwt;
import dev.herald.sandbox.cap.CapPolicy;
import dev.herald.sandbox.outbox.SignatureCheck;
import dev.herald.sandbox.standin.Backing;
import dev.herald.sandbox.standin.HttpCall;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The JWTs that senders make for Apple: an hour old at most, and not renewed within 20 minutes. */
final class ApnsTokens {
  private static final long LIFE = Duration.ofHours(1).toSeconds();
  private static final long REST = Duration.ofMinutes(20).toSeconds();

  private final Backing backing;
  private final Map<String, Long> issued = new HashMap<>();

  ApnsTokens(Backing backing) {
    this.backing = backing;
  }

  SignatureCheck check(HttpCall call) {
    String bearer = call.in().bearer();
    Jwt jwt = Jwt.of(bearer);
    if (bearer.isEmpty()) {
      return SignatureCheck.MISSING;
    }
    if (jwt == null || jwt.claim("iss").isEmpty() || call.account().isEmpty()) {
      return SignatureCheck.WRONG;
    }
    if (Math.abs(now() - jwt.seconds("iat")) > LIFE) {
      return SignatureCheck.STALE;
    }
    Set<String> keys = new HashSet<>(backing.accounts().secrets("apns", call.account()));
    keys.addAll(backing.accounts().secrets("apns", jwt.claim("iss")));
    return jwt.check("ES256", keys);
  }

  private long now() {
    return backing.clock().instant().getEpochSecond();
  }

  /** Tokens of one second are one: only the moment counts that they claim to be made at. */
  synchronized boolean isCalm(HttpCall call) {
    Jwt jwt = Jwt.of(call.in().bearer());
    long made = jwt == null ? 0 : jwt.seconds("iat");
    Long before = issued.put(call.account(), made);
    boolean calm =
        before == null
            || before == made
            || Math.abs(made - before) >= REST
            || backing.capPolicy() == CapPolicy.OFF;
    if (!calm) {
      issued.put(call.account(), before);
    }
    return calm;
  }
}
