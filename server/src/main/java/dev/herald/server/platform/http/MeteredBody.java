package dev.herald.server.platform.http;

import dev.herald.server.platform.BodyAccount;
import dev.herald.server.platform.json.JsonBodies;
import dev.herald.server.platform.problem.RequestProblem;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.function.Supplier;
import org.apache.coyote.InputBuffer;
import org.apache.tomcat.util.net.ApplicationBufferHandler;
import org.jspecify.annotations.Nullable;

/** A body as it is read: how large it may be, how long it may take, and whose room it takes. */
final class MeteredBody implements InputBuffer, BodyAccount {
  /** Of a body that is read before anybody knows whose it is, and of all for signing in. */
  static final int LARGEST_OF_STRANGERS = 4_096;

  private static final int SLOWEST_BYTES_PER_SECOND = 16_384;
  private static final Duration LOOK_AGAIN = Duration.ofMillis(10);
  private static final Duration COME_BACK = Duration.ofSeconds(1);

  private final InputBuffer body;
  private final BodyMemory memory;
  private final Duration patience;
  private final Supplier<Object> stranger;
  private final long declared;
  private final boolean forSigningIn;
  private BodyMemory.@Nullable Account account;
  private boolean known;
  private boolean inLines;
  private long read;
  private long taken;
  private long waitedNanos;
  private boolean ended;
  private boolean stalled;

  /**
   * @param declared its length; negative when not said
   * @param stranger who it counts for while its caller is not known
   */
  MeteredBody(
      InputBuffer body,
      Limits limits,
      long declared,
      boolean forSigningIn,
      Supplier<Object> stranger) {
    this.body = body;
    this.memory = limits.memory;
    this.patience = limits.patience;
    this.declared = declared;
    this.forSigningIn = forSigningIn;
    this.stranger = stranger;
  }

  /**
   * @param patience how long a body may take, besides its time at the slowest pace
   */
  record Limits(BodyMemory memory, Duration patience) {}

  @Override
  public void belongsTo(Object holder) {
    release();
    account = memory.open(holder);
    known = true;
  }

  @Override
  public void comesInLines() {
    inLines = true;
  }

  @Override
  public int doRead(ApplicationBufferHandler handler) throws IOException {
    if (!inLines) {
      refuseLargerThanAllowed(declared);
    }
    long begun = System.nanoTime();
    int length = readSoon(handler);
    ended = length < 0;
    if (ended || inLines) {
      return length;
    }
    waitedNanos += System.nanoTime() - begun;
    read += length;
    refuseLargerThanAllowed(read);
    waited(waitedNanos, read);
    if (!account().tryTake(length)) {
      throw crowded();
    }
    taken += length;
    return length;
  }

  private int readSoon(ApplicationBufferHandler handler) throws IOException {
    try {
      return body.doRead(handler);
    } catch (SocketTimeoutException _) {
      stalled = true;
      throw tooSlow();
    }
  }

  private static RequestProblem.TooSlow tooSlow() {
    return new RequestProblem.TooSlow(
        "the body came slower than %,d bytes a second".formatted(SLOWEST_BYTES_PER_SECOND));
  }

  private void refuseLargerThanAllowed(long length) {
    int largest = known && !forSigningIn ? JsonBodies.LARGEST : LARGEST_OF_STRANGERS;
    if (length > largest) {
      throw new RequestProblem.TooLarge(
          "the body is larger than %,d bytes%s"
              .formatted(largest, known && !forSigningIn ? "; send it in parts" : ""));
    }
  }

  private BodyMemory.Account account() {
    BodyMemory.Account opened = account;
    if (opened == null) {
      opened = memory.open(stranger.get());
      account = opened;
    }
    return opened;
  }

  private static RequestProblem.Unavailable crowded() {
    return new RequestProblem.Unavailable("too much is being taken in at once", COME_BACK);
  }

  @Override
  public Taken take(long bytes) {
    BodyMemory.Account payer = account();
    long begun = System.nanoTime();
    while (!payer.tryTake(bytes)) {
      if (System.nanoTime() - begun > patience.toNanos()) {
        throw crowded();
      }
      pause();
    }
    return () -> payer.give(bytes);
  }

  private static void pause() {
    try {
      Thread.sleep(LOOK_AGAIN);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw crowded();
    }
  }

  @Override
  public void waited(long nanos, long bytes) {
    long allowed =
        patience.toNanos() + Duration.ofSeconds(1).toNanos() / SLOWEST_BYTES_PER_SECOND * bytes;
    if (nanos > allowed) {
      stalled = true;
      throw tooSlow();
    }
  }

  /** Whether all of it was read, so that another request can follow. */
  boolean isOver() {
    return ended || (declared >= 0 && read >= declared);
  }

  /** Whether anything of it was asked for. */
  boolean isBegun() {
    return read > 0 || ended || inLines;
  }

  /**
   * Reads on without keeping anything: whoever still sends learns the answer only afterwards.
   *
   * @return whether the end came, soon and before so many bytes
   */
  boolean skip(long most) throws IOException {
    if (stalled) {
      return false;
    }
    Discarded discarded = new Discarded();
    long begun = System.nanoTime();
    for (long skipped = 0; !ended && skipped <= most; ) {
      int length = body.doRead(discarded);
      ended = length < 0;
      skipped += Math.max(0, length);
      if (System.nanoTime() - begun > patience.toNanos()) {
        return ended;
      }
    }
    return ended;
  }

  /** Gives back what is taken of it. */
  void release() {
    if (account != null) {
      account.give(taken);
      account.close();
      account = null;
      taken = 0;
    }
  }

  @Override
  public int available() {
    return body.available();
  }

  /** Where bytes go that nobody wants. */
  private static final class Discarded implements ApplicationBufferHandler {
    private ByteBuffer last = ByteBuffer.allocate(0);

    @Override
    public void setByteBuffer(ByteBuffer buffer) {
      last = buffer;
    }

    @Override
    public ByteBuffer getByteBuffer() {
      return last;
    }

    @Override
    public void expand(int size) {}
  }
}
