package dev.herald.bench.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageReaderTest {
  private final Messages messages = new Messages();
  private final MessageReader reader = new MessageReader(messages);

  private static final class Messages implements MessageReader.Listener {
    final List<String> read = new ArrayList<>();
    private final StringBuilder current = new StringBuilder();

    @Override
    public void start(String line) {
      current.append(line).append('|');
    }

    @Override
    public void body(ByteBuffer piece) {
      current.append(StandardCharsets.UTF_8.decode(piece));
    }

    @Override
    public void end() {
      read.add(current.toString());
      current.setLength(0);
    }
  }

  private void feed(String text, int size) {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    for (int from = 0; from < bytes.length; from += size) {
      reader.feed(ByteBuffer.wrap(bytes, from, Math.min(size, bytes.length - from)).slice());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 4096})
  void messagesAreCutApartWhereverTheBytesAre(int size) {
    feed(
        "HTTP/1.1 202 Accepted\r\nContent-Length: 5\r\n\r\nhello"
            + "HTTP/1.1 204 No Content\r\n\r\n"
            + "HTTP/1.1 200 OK\r\nTRANSFER-ENCODING: chunked\r\n\r\n"
            + "3\r\nabc\r\nA;x=y\r\n0123456789\r\n0\r\nTrailer: x\r\n\r\n"
            + "POST /sms HTTP/1.1\r\ncontent-length: 2\r\n\r\nok",
        size);

    assertThat(messages.read)
        .containsExactly(
            "HTTP/1.1 202 Accepted|hello",
            "HTTP/1.1 204 No Content|",
            "HTTP/1.1 200 OK|abc0123456789",
            "POST /sms HTTP/1.1|ok");
  }

  @Test
  void aMessageThatClosesItsConnectionSaysSo() {
    feed("HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n", 4096);
    assertThat(reader.isLast()).isTrue();

    feed("HTTP/1.1 204 No Content\r\n\r\n", 4096);
    assertThat(reader.isLast()).isFalse();
  }

  @Test
  void whatIsNotWholeIsNoMessageYet() {
    feed("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhell", 4096);
    assertThat(messages.read).isEmpty();
  }
}
