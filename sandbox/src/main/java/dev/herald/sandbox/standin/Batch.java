package dev.herald.sandbox.standin;

import dev.herald.sandbox.http.Reply;
import dev.herald.sandbox.outbox.Outcome;
import dev.herald.sandbox.outbox.SignatureCheck;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The recipients of one call, each of whom may fail alone.
 *
 * @param refused in the order of the call
 */
public record Batch(List<String> served, Map<String, Refusal> refused) {

  /**
   * @param refusal null for who is served
   */
  public static Batch of(List<String> recipients, Function<String, @Nullable Refusal> refusal) {
    List<String> served = new ArrayList<>(recipients.size());
    Map<String, Refusal> refused = new LinkedHashMap<>();
    for (String recipient : recipients) {
      Refusal found = refusal.apply(recipient);
      if (found == null) {
        served.add(recipient);
      } else {
        refused.put(recipient, found);
      }
    }
    return new Batch(List.copyOf(served), refused);
  }

  /** Who is refused with this code. */
  public List<String> refusedWith(String code) {
    return refused.entrySet().stream()
        .filter(each -> each.getValue().code().equals(code))
        .map(Map.Entry::getKey)
        .toList();
  }

  /** Accepted when anybody is served; under the code of the first who is not, if there is one. */
  public Verdict verdict(String good, Reply reply) {
    Map<String, String> codes = new LinkedHashMap<>();
    refused.forEach((recipient, refusal) -> codes.put(recipient, refusal.code()));
    return new Verdict(
        served.isEmpty() ? Outcome.Status.REFUSED : Outcome.Status.ACCEPTED,
        codes.values().stream().findFirst().orElse(good),
        SignatureCheck.NONE,
        reply,
        codes);
  }
}
