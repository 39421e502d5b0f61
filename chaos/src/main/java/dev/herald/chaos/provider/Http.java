package dev.herald.chaos.provider;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** As much of HTTP as it takes to behave badly. */
final class Http {
  private static final int HUGE = 64 << 20;

  private final Socket socket;
  private final InputStream in;
  private final OutputStream out;

  Http(Socket socket) throws IOException {
    this.socket = socket;
    this.in = new BufferedInputStream(socket.getInputStream());
    this.out = new BufferedOutputStream(socket.getOutputStream());
  }

  /** A request whose body has a length. */
  record Request(String path, String body) {}

  /** Null at the end of the connection. */
  @Nullable Request read() throws IOException {
    String first = line();
    if (first == null || first.isEmpty()) {
      return null;
    }
    int length = 0;
    for (String line = line(); line != null && !line.isEmpty(); line = line()) {
      String[] header = line.split(": *", 2);
      if (header[0].toLowerCase(Locale.ROOT).equals("content-length")) {
        length = Integer.parseInt(header[1].strip());
      }
    }
    return new Request(first.split(" ")[1], new String(in.readNBytes(length), UTF_8));
  }

  private @Nullable String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        return null;
      }
      if (next != '\r') {
        line.append((char) next);
      }
    }
    return line.toString();
  }

  boolean answer(int status, String body) throws IOException {
    write(head(status, "", body.getBytes(UTF_8).length) + body);
    return true;
  }

  private static String head(int status, String more, int length) {
    return "HTTP/1.1 %d x\r\nContent-Type: application/json\r\n%sContent-Length: %d\r\n\r\n"
        .formatted(status, more, length);
  }

  private void write(String text) throws IOException {
    out.write(text.getBytes(ISO_8859_1));
    out.flush();
  }

  /**
   * @return whether the connection goes on
   */
  boolean behave(Mood mood, UUID message) throws IOException, InterruptedException {
    return switch (mood) {
      case FINE, SLOW -> answer(200, "{\"ok\": true, \"id\": \"%s\"}".formatted(message));
      case BUSY -> answer(503, "{\"ok\": false}");
      case BROKEN -> answer(500, "{\"ok\": false}");
      case REFUSED -> answer(422, "{\"ok\": false}");
      case MALFORMED -> answer(200, "<html>{\"ok\"");
      case THROTTLED -> throttle();
      case TOO_LATE, HANG -> hang();
      case DRIP -> drip();
      case HUGE -> pour();
      case RESET_AFTER, RESET_BEFORE -> reset();
    };
  }

  private boolean throttle() throws IOException {
    String body = "{\"ok\": false}";
    write(head(429, "Retry-After: 1\r\n", body.length()) + body);
    return true;
  }

  private static boolean hang() throws InterruptedException {
    TimeUnit.SECONDS.sleep(5);
    return false;
  }

  private boolean drip() throws IOException, InterruptedException {
    write(head(200, "", 1_000));
    for (int i = 0; i < 100; i++) {
      write(" ");
      TimeUnit.MILLISECONDS.sleep(100);
    }
    return false;
  }

  private boolean pour() throws IOException {
    write(head(200, "", HUGE));
    byte[] part = new byte[1 << 16];
    for (int sent = 0; sent < HUGE; sent += part.length) {
      out.write(part);
    }
    out.flush();
    return true;
  }

  private boolean reset() throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
    return false;
  }
}
