package dev.herald.server.platform.postgres;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Properties;

/**
 * Where the embedded PostgreSQL answers and with which password. Its text form shows no password.
 */
record Endpoint(int port, String password) {
  static final String ROLE = "herald";
  static final String DATABASE = "herald";

  static Endpoint fresh() throws IOException {
    byte[] password = new byte[32];
    new SecureRandom().nextBytes(password);
    return new Endpoint(
        freePort(), Base64.getUrlEncoder().withoutPadding().encodeToString(password));
  }

  static Endpoint read(Path file) throws IOException {
    Properties properties = new Properties();
    try (InputStream stream = Files.newInputStream(file)) {
      properties.load(stream);
    }
    return new Endpoint(
        Integer.parseInt(properties.getProperty("port")), properties.getProperty("password"));
  }

  void write(Path file) throws IOException {
    Properties properties = new Properties();
    properties.setProperty("port", String.valueOf(port));
    properties.setProperty("password", password);
    if (!Files.exists(file)) {
      Files.createFile(file);
    }
    Permissions.ownerOnly(file);
    try (OutputStream stream = Files.newOutputStream(file)) {
      properties.store(stream, "Herald's own PostgreSQL: database herald, role herald");
    }
  }

  /** The same, on another port where something else has taken this one. */
  Endpoint onFreePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(port, 1, loopback())) {
      return new Endpoint(socket.getLocalPort(), password);
    } catch (IOException taken) {
      return new Endpoint(freePort(), password);
    }
  }

  String url() {
    return url(DATABASE);
  }

  String url(String database) {
    return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, database);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, loopback())) {
      return socket.getLocalPort();
    }
  }

  private static InetAddress loopback() throws IOException {
    return InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
  }

  @Override
  public String toString() {
    return "127.0.0.1:" + port;
  }
}
