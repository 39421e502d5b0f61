package dev.herald.server.queue;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A broker of a test's own. What it has written outlives being killed. */
public interface TestBroker extends AutoCloseable {
  /** Returns once it answers. */
  TestBroker start();

  /** Gives it no chance to do anything. */
  void kill();

  /** As a queue's setting of the name has it. */
  String servers();

  /** Makes what is read. */
  void create(String name);

  /** Returns once the broker has all of them. */
  void write(List<Written> records);

  /** How many records of what is read are not acknowledged. */
  long waiting(String name);

  /** The bodies of all that was written to what only this test reads, so far. */
  List<String> read(String name);

  @Override
  default void close() {
    kill();
  }

  /**
   * A record to be written.
   *
   * @param to where
   * @param id which the broker knows it by; null: what its client gives it, if anything
   */
  record Written(String to, byte[] body, Map<String, String> headers, @Nullable String id) {
    public static Written of(String to, String body) {
      return new Written(to, body.getBytes(UTF_8), Map.of(), null);
    }

    /** The same with one more header. */
    public Written with(String header, String value) {
      Map<String, String> more = new HashMap<>(headers);
      more.put(header, value);
      return new Written(to, body, more, id);
    }

    /** The same that the broker knows by an id. */
    public Written known(String as) {
      return new Written(to, body, headers, as);
    }
  }

  /** At the same time. */
  static void startAll(List<TestBroker> brokers) {
    brokers.parallelStream().forEach(TestBroker::start);
  }

  static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      return socket.getLocalPort();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
