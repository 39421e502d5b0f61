package dev.herald.deploy.probe;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

/**
 * Asks the server of this container whether it is ready: status 0 if so. An image on a base of its
 * own has no other program that could.
 */
public final class Probe {
  private static final int MILLIS = 3_000;

  private Probe() {}

  public static void main(String[] arguments) {
    String port = System.getenv().getOrDefault("SERVER_PORT", "8480");
    System.exit(ready(Integer.parseInt(port)) ? 0 : 1);
  }

  private static boolean ready(int port) {
    try (Socket socket = new Socket()) {
      socket.setSoTimeout(MILLIS);
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), MILLIS);
      socket
          .getOutputStream()
          .write(
              "GET /actuator/health/readiness HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
                  .getBytes(US_ASCII));
      return new String(socket.getInputStream().readNBytes(12), US_ASCII).equals("HTTP/1.1 200");
    } catch (IOException notYet) {
      return false;
    }
  }
}
