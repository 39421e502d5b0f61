package dev.herald.server.fuzz;

import java.io.ByteArrayOutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Makes requests of the OpenAPI document from a seed, right ones and wrong ones, framed well. */
final class RandomRequest {
  private static final int LONGEST_IN_ADDRESS = 200;
  private static final List<String> METHODS = List.of("PATCH", "OPTIONS", "TRACE", "BREW", "HEAD");
  private static final List<String> TYPES =
      List.of(
          "*/*",
          "application/*",
          "text/html",
          "application/xml",
          "application/json;charset=nonsense",
          "application/json;charset=\"",
          "application/json; charset=utf-16",
          "application/x-www-form-urlencoded",
          "multipart/form-data; boundary=x",
          "multipart/form-data",
          "application/json;;;",
          "/",
          "json",
          "application/vnd.x+json",
          "application/merge-patch+json");
  private static final List<String> ACCEPTS =
      List.of("*/*", "text/html", "application/json", "image/png", ";;;", "a/b/c", "*/json", "");
  private static final List<String> QUERIES =
      List.of("%zz", "%ff", "=x", "=", "&&", "a", "a=%00", "q=%c0%80", "limit=%", "%00=1", "a=+%2");
  private static final List<String> ENCODINGS = List.of("gzip", "br", "identity", "nonsense");
  private static final List<String> HEADER_VALUES =
      List.of("", "k".repeat(300), "\u00ff\u0080x", "one", "two");

  private final Random random;
  private final RandomBody bodies;

  RandomRequest(Random random, RandomBody bodies) {
    this.random = random;
    this.bodies = bodies;
  }

  private boolean oneIn(int count) {
    return random.nextInt(count) == 0;
  }

  private <T> T any(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }

  /**
   * @param samples bodies that are right
   * @param credentials header lines
   */
  byte[] of(Operation operation, List<String> samples, String credentials) {
    boolean misdirected = oneIn(40);
    byte[] body =
        misdirected || operation.body().types().isEmpty()
            ? new byte[0]
            : body(samples, operation.body());
    StringBuilder head = new StringBuilder();
    head.append(misdirected ? any(METHODS) : operation.method());
    head.append(' ').append(target(operation)).append(" HTTP/1.1\r\nHost: localhost\r\n");
    head.append(credentials);
    headers(operation, body.length, head);
    return joined(head.toString().getBytes(StandardCharsets.ISO_8859_1), body);
  }

  private void headers(Operation operation, int length, StringBuilder head) {
    List<String> types = operation.body().types();
    if (oneIn(24)) {
      header("Content-Type", any(TYPES), head);
    } else if (!types.isEmpty()) {
      header("Content-Type", any(types), head);
    }
    if (oneIn(20)) {
      header("Accept", any(ACCEPTS), head);
    }
    if (oneIn(40)) {
      header("Content-Encoding", any(ENCODINGS), head);
    }
    for (Operation.Parameter parameter : operation.parameters()) {
      if (parameter.in().equals("header") && oneIn(2)) {
        header(parameter.name(), any(HEADER_VALUES), head);
      }
    }
    head.append("Content-Length: ").append(length).append("\r\n\r\n");
  }

  private static void header(String name, String value, StringBuilder head) {
    head.append(name).append(": ").append(value).append("\r\n");
  }

  private String target(Operation operation) {
    String path = operation.path();
    List<String> query = new ArrayList<>();
    for (Operation.Parameter parameter : operation.parameters()) {
      if (parameter.in().equals("path")) {
        path = path.replace("{" + parameter.name() + "}", value(operation, parameter));
      } else if (parameter.in().equals("query") && oneIn(4)) {
        query.add(parameter.name() + "=" + value(operation, parameter));
      }
    }
    if (oneIn(30)) {
      query.add(any(QUERIES));
    }
    return query.isEmpty() ? path : path + "?" + String.join("&", query);
  }

  /** A thing's id is known by what it is of: {@code templates.id}. */
  private String value(Operation operation, Operation.Parameter parameter) {
    String name =
        parameter.name().equals("id") ? operation.path().split("/")[2] + ".id" : parameter.name();
    String text = bodies.text(name, parameter.schema());
    String cut = text.substring(0, Math.min(LONGEST_IN_ADDRESS, text.length()));
    String encoded = URLEncoder.encode(cut, StandardCharsets.UTF_8).replace("+", "%20");
    return encoded.isEmpty() ? "x" : encoded;
  }

  private byte[] body(List<String> samples, Operation.Body described) {
    String json =
        samples.isEmpty() || oneIn(8)
            ? bodies.value("body", described.schema(), 0)
            : bodies.changed(any(samples));
    byte[] body = json.getBytes(StandardCharsets.UTF_8);
    if (oneIn(25) && body.length > 0) {
      for (int i = random.nextInt(4); i >= 0; i--) {
        body[random.nextInt(body.length)] = (byte) random.nextInt(256);
      }
    }
    return body;
  }

  private static byte[] joined(byte[] head, byte[] body) {
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    joined.writeBytes(head);
    joined.writeBytes(body);
    return joined.toByteArray();
  }
}
