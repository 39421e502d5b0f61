package dev.herald.channels.http;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** Answers every request with the same bytes and keeps the heads of those it got. */
final class ScriptedServer implements AutoCloseable {
  private final ServerSocket listening;
  private final String answer;
  private final BlockingQueue<List<String>> heads = new LinkedBlockingQueue<>();
  private final AtomicInteger connections = new AtomicInteger();

  ScriptedServer(String answer) {
    this.answer = answer;
    try {
      this.listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().start(this::listen);
  }

  int port() {
    return listening.getLocalPort();
  }

  int connections() {
    return connections.get();
  }

  /** The lines of the next request before its body; waits for it. */
  List<String> head() throws InterruptedException {
    return heads.take();
  }

  private void listen() {
    while (true) {
      try {
        Socket socket = listening.accept();
        connections.incrementAndGet();
        Thread.ofVirtual().start(() -> serve(socket));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      var in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
      for (List<String> head = head(in); !head.isEmpty(); head = head(in)) {
        in.skip(length(head));
        heads.add(head);
        socket.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
      }
    } catch (IOException gone) {
      // the caller left
    }
  }

  private static List<String> head(BufferedReader in) throws IOException {
    List<String> lines = new ArrayList<>();
    for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
      lines.add(line);
    }
    return lines;
  }

  private static long length(List<String> head) {
    return head.stream()
        .filter(line -> line.startsWith("Content-Length: "))
        .mapToLong(line -> Long.parseLong(line.substring(16)))
        .findFirst()
        .orElse(0);
  }

  @Override
  public void close() {
    try {
      listening.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
