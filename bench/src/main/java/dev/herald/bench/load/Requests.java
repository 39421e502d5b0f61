package dev.herald.bench.load;

import dev.herald.bench.load.Order.Pace;
import java.nio.charset.StandardCharsets;

/** Writes the requests of an order. */
final class Requests {
  private final Order order;
  private final StringBuilder json = new StringBuilder();

  Requests(Order order) {
    this.order = order;
  }

  /**
   * The bytes of one request.
   *
   * @param first number of its first message
   * @param count of its messages
   * @param micros the time of submission that the messages carry
   */
  byte[] request(long first, int count, long micros) {
    json.setLength(0);
    Pace pace = order.pace();
    return switch (pace.packing()) {
      case SINGLE, RECIPIENTS -> {
        order.form().write(json, "", first, count, micros, pace.at());
        yield bytes("/v1/messages", "application/json", "Idempotency-Key: " + key(first) + "\r\n");
      }
      case LINES -> {
        for (long number = first; number < first + count; number++) {
          order.form().write(json, key(number), number, 1, micros, pace.at());
          json.append('\n');
        }
        yield bytes("/v1/messages/bulk", "application/x-ndjson", "");
      }
    };
  }

  private String key(long number) {
    return order.run() + "-" + number;
  }

  private byte[] bytes(String path, String type, String header) {
    byte[] body = json.toString().getBytes(StandardCharsets.UTF_8);
    String head =
        "POST "
            + path
            + " HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer "
            + order.target().key()
            + "\r\nContent-Type: "
            + type
            + "\r\n"
            + header
            + "Content-Length: "
            + body.length
            + "\r\n\r\n";
    byte[] request = new byte[head.length() + body.length];
    System.arraycopy(head.getBytes(StandardCharsets.US_ASCII), 0, request, 0, head.length());
    System.arraycopy(body, 0, request, head.length(), body.length);
    return request;
  }
}
