package dev.herald.sandbox.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.time.Duration;

/** One caller's connection, served until either side has had enough. */
final class Connection implements Runnable {
  private static final Reply BAD_REQUEST = Reply.text(400, "bad request");

  private final Socket socket;
  private final Handler handler;

  Connection(Socket socket, Handler handler) {
    this.socket = socket;
    this.handler = handler;
  }

  @Override
  public void run() {
    try (socket) {
      socket.setTcpNoDelay(true);
      serve(socket.getInputStream(), socket.getOutputStream());
    } catch (IOException gone) {
      // the caller left, or the server closes: nobody is there to be told
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    }
  }

  private void serve(InputStream in, OutputStream out) throws IOException, InterruptedException {
    RequestReader requests = new RequestReader(in, out);
    try {
      for (Request request = requests.next(); request != null; request = requests.next()) {
        if (!deliver(handler.answer(request), out) || !request.keepsAlive()) {
          return;
        }
      }
    } catch (MalformedRequest malformed) {
      out.write(BAD_REQUEST.wire());
    }
  }

  private boolean deliver(Answer answer, OutputStream out)
      throws IOException, InterruptedException {
    return switch (answer) {
      case Answer.Whole(Reply reply) -> {
        out.write(reply.wire());
        yield true;
      }
      case Answer.Late(Reply reply, Duration delay) -> {
        Thread.sleep(delay);
        out.write(reply.wire());
        yield true;
      }
      case Answer.Dripping(Reply reply, Duration perByte) -> {
        drip(reply.wire(), perByte, out);
        yield true;
      }
      case Answer.Reset _ -> {
        socket.setSoLinger(true, 0);
        yield false;
      }
      case Answer.Silence _ -> {
        socket.getInputStream().transferTo(OutputStream.nullOutputStream());
        yield false;
      }
    };
  }

  private static void drip(byte[] bytes, Duration perByte, OutputStream out)
      throws IOException, InterruptedException {
    for (byte each : bytes) {
      Thread.sleep(perByte);
      out.write(each);
    }
  }
}
