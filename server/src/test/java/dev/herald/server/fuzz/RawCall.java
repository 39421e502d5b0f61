package dev.herald.server.fuzz;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Sends bytes as they are, and reads an HTTP answer. A hang ends after 60 seconds. */
final class RawCall implements AutoCloseable {
  private static final int HANG_MILLIS = 60_000;

  private final int port;
  private @Nullable Socket socket;
  private @Nullable InputStream in;

  RawCall(int port) {
    this.port = port;
  }

  /**
   * @param headers by their names in lower case
   */
  record Answer(int status, Map<String, String> headers, String body) {
    String type() {
      String type = headers.getOrDefault("content-type", "");
      int end = type.indexOf(';');
      return (end < 0 ? type : type.substring(0, end)).strip();
    }
  }

  /** Sends a request that is framed well, over a connection that is used again. */
  Answer send(byte[] request) throws IOException {
    boolean used = socket != null;
    try {
      return attempt(request);
    } catch (IOException broken) {
      close();
      if (!used) {
        throw broken;
      }
      return attempt(request);
    }
  }

  private Answer attempt(byte[] request) throws IOException {
    Socket open = connected();
    open.getOutputStream().write(request);
    Answer answer = read(in(), new String(request, 0, 5, StandardCharsets.ISO_8859_1));
    if ("close".equalsIgnoreCase(answer.headers.get("connection"))) {
      close();
    }
    return answer;
  }

  /** Sends what may be no request at all; null when the server closes without an answer. */
  static @Nullable Answer sendAlone(int port, byte[] request) throws IOException {
    try (RawCall call = new RawCall(port)) {
      Socket open = call.connected();
      try {
        open.getOutputStream().write(request);
        open.shutdownOutput();
      } catch (IOException _) {
        // refused before it was sent whole: the answer may be there already
      }
      try {
        return read(call.in(), "GET");
      } catch (java.net.SocketTimeoutException hang) {
        throw hang;
      } catch (IOException _) {
        return null;
      }
    }
  }

  private Socket connected() throws IOException {
    Socket open = socket;
    if (open == null) {
      open = new Socket(InetAddress.getLoopbackAddress(), port);
      open.setSoTimeout(HANG_MILLIS);
      open.setTcpNoDelay(true);
      socket = open;
      in = new BufferedInputStream(open.getInputStream());
    }
    return open;
  }

  private InputStream in() throws IOException {
    if (in == null) {
      throw new EOFException("not connected");
    }
    return in;
  }

  private static Answer read(InputStream in, String method) throws IOException {
    String line = line(in);
    int status = Integer.parseInt(line.split(" ", 3)[1]);
    Map<String, String> headers = new TreeMap<>();
    for (String header = line(in); !header.isEmpty(); header = line(in)) {
      int colon = header.indexOf(':');
      headers.put(
          header.substring(0, colon).toLowerCase(Locale.ROOT), header.substring(colon + 1).strip());
    }
    if (status < 200) {
      return read(in, method);
    }
    return new Answer(status, headers, body(in, method, status, headers));
  }

  private static String body(InputStream in, String method, int status, Map<String, String> headers)
      throws IOException {
    if (method.startsWith("HEAD") || status == 204 || status == 304) {
      return "";
    }
    byte[] body;
    if ("chunked".equalsIgnoreCase(headers.get("transfer-encoding"))) {
      body = chunks(in);
    } else if (headers.containsKey("content-length")) {
      body = in.readNBytes(Integer.parseInt(headers.get("content-length")));
    } else {
      body = in.readAllBytes();
    }
    return new String(body, StandardCharsets.UTF_8);
  }

  private static byte[] chunks(InputStream in) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    while (true) {
      int length = Integer.parseInt(line(in), 16);
      body.write(in.readNBytes(length));
      line(in);
      if (length == 0) {
        return body.toByteArray();
      }
    }
  }

  private static String line(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0) {
        throw new EOFException();
      }
      if (b != '\r') {
        line.write(b);
      }
    }
    return line.toString(StandardCharsets.ISO_8859_1);
  }

  @Override
  public void close() throws IOException {
    if (socket != null) {
      socket.close();
      socket = null;
      in = null;
    }
  }
}
