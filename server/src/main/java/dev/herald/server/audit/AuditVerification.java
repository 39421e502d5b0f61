package dev.herald.server.audit;

import dev.herald.server.reason.AuditFault;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Walks the whole chain and tells whether it is as it was written. */
@Service
public class AuditVerification {
  private static final int STRETCH = 5_000;

  private final AuditStore store;
  private final AuditChain chain;

  AuditVerification(AuditStore store, AuditChain chain) {
    this.store = store;
    this.chain = chain;
  }

  /** Where a chain was seen to end before: {@code 120:5f3a…}, a position and its hash in hex. */
  public record Anchor(long position, String hash) {}

  /** What a walk found. */
  public sealed interface Result {
    /** Every entry is as it was written. */
    record Intact(Anchor head) implements Result {}

    /**
     * @param position of the first entry that is not
     */
    record Broken(long position, AuditFault reason) implements Result {}
  }

  /**
   * @param anchor must still be part of the chain; shows entries that were cut off at its end
   */
  public Result verify(@Nullable Anchor anchor) {
    Walk walk = new Walk(anchor);
    long before;
    do {
      before = walk.position;
      store.walk(before + 1, STRETCH, walk::step);
    } while (walk.broken == null && walk.position > before);
    return walk.result();
  }

  private final class Walk {
    private final @Nullable Anchor anchor;
    private byte[] hash = AuditChain.START;
    private String hex = "";
    private long position;
    private Result.@Nullable Broken broken;

    Walk(@Nullable Anchor anchor) {
      this.anchor = anchor;
    }

    void step(AuditEntry.Linked next) {
      if (broken != null) {
        return;
      }
      long at = next.entry().position();
      if (at != position + 1) {
        broken = new Result.Broken(position + 1, new AuditFault.EntryMissing());
      } else if (!MessageDigest.isEqual(chain.hash(hash, next.entry()), next.hash())) {
        broken = new Result.Broken(at, new AuditFault.EntryChanged());
      } else if (anchor != null && anchor.position() == at && !anchor.hash().equals(next.hex())) {
        broken = new Result.Broken(at, new AuditFault.EntryOther());
      } else {
        position = at;
        hash = next.hash();
        hex = next.hex();
      }
    }

    Result result() {
      if (broken != null) {
        return broken;
      }
      if (anchor != null && anchor.position() > position) {
        return new Result.Broken(position + 1, new AuditFault.LogShortened());
      }
      return new Result.Intact(new Anchor(position, hex));
    }
  }
}
