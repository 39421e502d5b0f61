package dev.herald.bench.http;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Cuts a stream of HTTP/1.1 messages, requests or responses, into messages. Takes bodies with a
 * length or in chunks; a message with neither has none.
 */
public final class MessageReader {
  private static final int LONGEST_LINE = 16 * 1024;
  private static final String LENGTH = "content-length:";
  private static final String CONNECTION = "connection:";
  private static final String ENCODING = "transfer-encoding:";

  private final Listener listener;
  private final byte[] line = new byte[LONGEST_LINE];
  private int lineLength;
  private State state = State.START_LINE;
  private long left;
  private boolean chunked;
  private boolean last;

  /** Hears of messages as they come in. */
  public interface Listener {
    void start(String line);

    /** A piece of the body; the buffer is valid during the call. */
    void body(ByteBuffer piece);

    void end();
  }

  private enum State {
    START_LINE,
    HEADERS,
    BODY,
    CHUNK_SIZE,
    CHUNK,
    CHUNK_END,
    TRAILERS
  }

  public MessageReader(Listener listener) {
    this.listener = listener;
  }

  /** Whether the message says that no other follows on its connection. */
  public boolean isLast() {
    return last;
  }

  /** Takes all that the buffer holds. */
  public void feed(ByteBuffer bytes) {
    while (bytes.hasRemaining()) {
      if (state == State.BODY || state == State.CHUNK) {
        takeBody(bytes);
      } else {
        takeLine(bytes);
      }
    }
  }

  private void takeBody(ByteBuffer bytes) {
    int size = (int) Math.min(left, bytes.remaining());
    listener.body(bytes.slice(bytes.position(), size));
    bytes.position(bytes.position() + size);
    left -= size;
    if (left == 0) {
      if (state == State.CHUNK) {
        state = State.CHUNK_END;
      } else {
        end();
      }
    }
  }

  private void takeLine(ByteBuffer bytes) {
    while (bytes.hasRemaining()) {
      byte next = bytes.get();
      if (next == '\n') {
        int length = lineLength > 0 && line[lineLength - 1] == '\r' ? lineLength - 1 : lineLength;
        lineLength = 0;
        lineRead(length);
        return;
      }
      line[lineLength++] = next;
    }
  }

  private void lineRead(int length) {
    switch (state) {
      case START_LINE -> {
        listener.start(text(length));
        left = 0;
        chunked = false;
        last = false;
        state = State.HEADERS;
      }
      case HEADERS -> header(length);
      case CHUNK_SIZE -> {
        left = Long.parseLong(text(length).split(";", 2)[0].strip(), 16);
        state = left == 0 ? State.TRAILERS : State.CHUNK;
      }
      case CHUNK_END -> state = State.CHUNK_SIZE;
      case TRAILERS -> {
        if (length == 0) {
          end();
        }
      }
      case BODY, CHUNK -> throw new IllegalStateException("bodies have no lines");
    }
  }

  private void header(int length) {
    if (length == 0) {
      if (chunked) {
        state = State.CHUNK_SIZE;
      } else if (left > 0) {
        state = State.BODY;
      } else {
        end();
      }
    } else if (startsWith(LENGTH, length)) {
      left = Long.parseLong(text(length).substring(LENGTH.length()).strip());
    } else if (startsWith(ENCODING, length)) {
      chunked = text(length).toLowerCase(Locale.ROOT).endsWith("chunked");
    } else if (startsWith(CONNECTION, length)) {
      last = text(length).toLowerCase(Locale.ROOT).endsWith("close");
    }
  }

  private boolean startsWith(String name, int length) {
    if (length < name.length()) {
      return false;
    }
    for (int i = 0; i < name.length(); i++) {
      if ((line[i] | 0x20) != (name.charAt(i) | 0x20)) {
        return false;
      }
    }
    return true;
  }

  private String text(int length) {
    return new String(line, 0, length, StandardCharsets.ISO_8859_1);
  }

  private void end() {
    state = State.START_LINE;
    listener.end();
  }
}
