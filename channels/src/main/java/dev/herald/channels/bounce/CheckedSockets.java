package dev.herald.channels.bounce;

import dev.herald.channels.http.Resolver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import javax.net.SocketFactory;

/** Sockets that connect to nothing but what the resolver answers. */
final class CheckedSockets extends SocketFactory {
  private final Resolver resolver;

  CheckedSockets(Resolver resolver) {
    this.resolver = resolver;
  }

  @Override
  public Socket createSocket() {
    return new Checked(resolver);
  }

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    Socket socket = createSocket();
    socket.connect(InetSocketAddress.createUnresolved(host, port));
    return socket;
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress local, int localPort)
      throws IOException {
    return createSocket(host, port);
  }

  @Override
  public Socket createSocket(InetAddress host, int port) throws IOException {
    return createSocket(host.getHostName(), port);
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort)
      throws IOException {
    return createSocket(host, port);
  }

  private static final class Checked extends Socket {
    private final Resolver resolver;

    Checked(Resolver resolver) {
      this.resolver = resolver;
    }

    @Override
    public void connect(SocketAddress endpoint) throws IOException {
      connect(endpoint, 0);
    }

    @Override
    public void connect(SocketAddress endpoint, int timeout) throws IOException {
      if (!(endpoint instanceof InetSocketAddress asked)) {
        throw new IOException("no address of the Internet");
      }
      InetAddress checked = resolver.resolve(asked.getHostString())[0];
      super.connect(new InetSocketAddress(checked, asked.getPort()), timeout);
    }
  }
}
