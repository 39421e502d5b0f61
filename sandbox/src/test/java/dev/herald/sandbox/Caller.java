package dev.herald.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.herald.sandbox.standin.Json;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * Speaks HTTP over a socket of its own, because it sends any {@code Host} header and has to see how
 * a connection ends.
 */
final class Caller implements AutoCloseable {
  private final Socket socket;

  Caller(InetSocketAddress address) throws IOException {
    this.socket = new Socket(address.getAddress(), address.getPort());
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(180_000);
  }

  /** How long an answer is waited for. */
  void patience(Duration patience) throws IOException {
    socket.setSoTimeout((int) patience.toMillis());
  }

  record Response(int status, Map<String, String> headers, byte[] bytes) {
    String text() {
      return new String(bytes, UTF_8);
    }

    JsonNode json() {
      return Json.read(bytes);
    }
  }

  /** One request on a connection of its own. */
  static Response post(
      InetSocketAddress address, String url, Map<String, String> headers, String body)
      throws IOException {
    try (Caller caller = new Caller(address)) {
      return caller.call("POST", url, headers, body);
    }
  }

  static Response post(InetSocketAddress address, String url, String body) throws IOException {
    return post(address, url, Map.of("Content-Type", "application/json"), body);
  }

  /**
   * @param url {@code https://host/path?query}; only its host goes into the request, not the wire
   */
  Response call(String method, String url, Map<String, String> headers, String body)
      throws IOException {
    write(method, url, headers, body);
    return read();
  }

  void write(String method, String url, Map<String, String> headers, String body)
      throws IOException {
    String rest = url.substring(url.indexOf("://") + 3);
    int path = rest.indexOf('/');
    byte[] bytes = body.getBytes(UTF_8);
    StringBuilder head = new StringBuilder();
    head.append(method).append(' ').append(rest.substring(path)).append(" HTTP/1.1\r\n");
    head.append("Host: ").append(rest, 0, path).append("\r\n");
    headers.forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
    head.append("Content-Length: ").append(bytes.length).append("\r\n\r\n");
    OutputStream out = socket.getOutputStream();
    out.write(head.toString().getBytes(UTF_8));
    out.write(bytes);
  }

  void writeRaw(String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(UTF_8));
  }

  Response read() throws IOException {
    InputStream in = socket.getInputStream();
    String statusLine = line(in);
    Map<String, String> headers = new HashMap<>();
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      headers.put(
          line.substring(0, line.indexOf(':')).toLowerCase(Locale.ROOT),
          line.substring(line.indexOf(':') + 1).strip());
    }
    int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
    return new Response(
        Integer.parseInt(statusLine.split(" ", 3)[1]), headers, in.readNBytes(length));
  }

  private static String line(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new EOFException("closed after '%s'".formatted(line));
      }
      if (next != '\r') {
        line.write(next);
      }
    }
    return line.toString(UTF_8);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
