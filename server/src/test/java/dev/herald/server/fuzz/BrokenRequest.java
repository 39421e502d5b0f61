package dev.herald.server.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Makes bytes from a seed that may be no request: cut, changed, framed wrongly, or of no HTTP. */
final class BrokenRequest {
  private static final int HEAD = 400;
  private static final List<String> VERSIONS =
      List.of(" HTTP/9.9", "", " HTTP/1.0", "\u0000", " FTP/1.1");
  private static final List<String> LINES =
      List.of(
          "GARBAGE\r\n\r\n",
          "GET\r\n\r\n",
          "GET / HTTP/1.1\r\n\r\n",
          "GET /v1/%zz HTTP/1.1\r\nHost: x\r\n\r\n",
          "GET /v1/%ff HTTP/1.1\r\nHost: x\r\n\r\n",
          "GET /v1/\u0000 HTTP/1.1\r\nHost: x\r\n\r\n",
          "GET /v1/find?q=\u00ff\u00fe HTTP/1.1\r\nHost: x\r\n\r\n",
          "GET /v1/find?q={} HTTP/1.1\r\nHost: x\r\n\r\n",
          "GET http://:x/ HTTP/1.1\r\nHost: x\r\n\r\n",
          "GET * HTTP/1.1\r\nHost: x\r\n\r\n",
          "CONNECT x:1 HTTP/1.1\r\nHost: x\r\n\r\n",
          "TRACE / HTTP/1.1\r\nHost: x\r\n\r\n",
          "GET /v1/session HTTP/1.1\r\nHost: a b\r\n\r\n",
          "GET /v1/session HTTP/1.1\r\nHost: x\r\nBad\u0000Name: 1\r\n\r\n",
          "GET /v1/session HTTP/1.1\r\nHost: x\r\nX: a\u0000b\r\n\r\n",
          "GET /v1/session HTTP/1.1\r\nHost: x\r\nCookie: \u0001=;;=\r\n\r\n",
          "POST /v1/session HTTP/1.1\r\nHost: x\r\nExpect: nonsense\r\nContent-Length: 0\r\n\r\n",
          "POST /v1/session HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
              + "Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n",
          "POST /v1/session HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: nonsense\r\n\r\n",
          "POST /v1/session HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\n",
          "GET /v1/session HTTP/1.1\r\nHost: x\r\nX: " + "a".repeat(20_000) + "\r\n\r\n",
          "GET /" + "a".repeat(20_000) + " HTTP/1.1\r\nHost: x\r\n\r\n",
          "GET /v1/find?" + "a=1&".repeat(1_500) + " HTTP/1.1\r\nHost: x\r\n\r\n",
          "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
          "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003");

  private BrokenRequest() {}

  static byte[] of(byte[] request, Random random) {
    return switch (random.nextInt(6)) {
      case 0 -> Arrays.copyOf(request, random.nextInt(request.length));
      case 1 -> changed(request.clone(), random);
      case 2 -> replaced(request, "Content-Length: ", "Transfer-Encoding: chunked\r\nX: ");
      case 3 -> replaced(request, "Content-Length: ", "Content-Length: -");
      case 4 -> replaced(request, " HTTP/1.1", VERSIONS.get(random.nextInt(VERSIONS.size())));
      default -> LINES.get(random.nextInt(LINES.size())).getBytes(StandardCharsets.ISO_8859_1);
    };
  }

  private static byte[] changed(byte[] bytes, Random random) {
    for (int i = random.nextInt(5); i >= 0; i--) {
      bytes[random.nextInt(Math.min(bytes.length, HEAD))] = (byte) random.nextInt(256);
    }
    return bytes;
  }

  private static byte[] replaced(byte[] bytes, String from, String to) {
    return new String(bytes, StandardCharsets.ISO_8859_1)
        .replace(from, to)
        .getBytes(StandardCharsets.ISO_8859_1);
  }
}
