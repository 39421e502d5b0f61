package dev.herald.server.intake;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A mail server that answers 451 for one mailbox and takes the mail of all others. */
final class MailServer implements AutoCloseable {
  private final ServerSocket listener;
  private final String refused;
  private final List<String> taken = new CopyOnWriteArrayList<>();

  MailServer(String refused) {
    this.refused = refused;
    try {
      this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().start(this::listen);
  }

  int port() {
    return listener.getLocalPort();
  }

  /** The mailboxes whose mail was taken. */
  List<String> taken() {
    return taken;
  }

  private void listen() {
    while (!listener.isClosed()) {
      try {
        Socket client = listener.accept();
        Thread.ofVirtual().start(() -> converse(client));
      } catch (IOException _) {
        return;
      }
    }
  }

  private void converse(Socket client) {
    try (client;
        BufferedReader in =
            new BufferedReader(
                new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8))) {
      say(client, "220 ready");
      String mailbox = "";
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        if (line.startsWith("RCPT TO:")) {
          mailbox = line.substring(line.indexOf('<') + 1, line.indexOf('>'));
          say(client, mailbox.equals(refused) ? "451 try again later" : "250 ok");
        } else if (line.equals("DATA")) {
          say(client, "354 go on");
          skipMail(in);
          taken.add(mailbox);
          say(client, "250 ok: queued as q-1");
        } else {
          say(client, line.equals("QUIT") ? "221 bye" : "250 ok");
        }
      }
    } catch (IOException _) {
      // The client has left.
    }
  }

  private static void skipMail(BufferedReader in) throws IOException {
    String line = in.readLine();
    while (line != null && !line.equals(".")) {
      line = in.readLine();
    }
  }

  private static void say(Socket client, String reply) throws IOException {
    client.getOutputStream().write((reply + "\r\n").getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void close() {
    try {
      listener.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
