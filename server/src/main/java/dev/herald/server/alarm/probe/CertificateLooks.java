package dev.herald.server.alarm.probe;

import dev.herald.server.platform.web.PublicUrl;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** When the certificate of the server's own address ends, as it was last seen. */
@Repository
class CertificateLooks {
  private static final Logger log = LoggerFactory.getLogger(CertificateLooks.class);
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int HTTPS = 443;

  private final JdbcClient jdbc;
  private final PublicUrl url;

  CertificateLooks(JdbcClient jdbc, PublicUrl url) {
    this.jdbc = jdbc;
    this.url = url;
  }

  record Seen(String host, Instant endsAt) {}

  List<Seen> all() {
    return jdbc.sql("select host, ends_at from certificate_look")
        .query((row, _) ->
            new Seen(
                row.getString("host"), row.getObject("ends_at", OffsetDateTime.class).toInstant()))
        .list();
  }

  /** Blocks for a while. What can't be reached now keeps what was seen of it before. */
  void look() {
    Optional<URI> address =
        url.configured().map(URI::create).filter(at -> "https".equals(at.getScheme()));
    jdbc.sql("delete from certificate_look where host <> ?")
        .param(address.map(CertificateLooks::name).orElse(""))
        .update();
    address.ifPresent(at -> end(at).ifPresent(end -> note(name(at), end)));
  }

  private void note(String host, Instant end) {
    jdbc.sql(
            """
            insert into certificate_look (host, ends_at) values (?, ?)
            on conflict (host) do update set ends_at = excluded.ends_at, looked_at = now()
            """)
        .params(host, OffsetDateTime.ofInstant(end, ZoneOffset.UTC))
        .update();
  }

  private static String name(URI at) {
    return at.getPort() < 0 ? at.getHost() : at.getHost() + ":" + at.getPort();
  }

  private static Optional<Instant> end(URI at) {
    Remembering remembering;
    try {
      remembering = Remembering.ofJdk();
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {remembering}, null);
      handshake(at, context);
    } catch (IOException e) {
      log.warn("The certificate of {} could not be looked at: {}", at.getHost(), e.toString());
      return Optional.empty();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JVM has no TLS", e);
    }
    return Optional.ofNullable(remembering.seen.get())
        .map(certificate -> certificate.getNotAfter().toInstant());
  }

  /** One that is refused, since it has ended or for another cause, was seen all the same. */
  private static void handshake(URI at, SSLContext context) throws IOException {
    int port = at.getPort() < 0 ? HTTPS : at.getPort();
    int millis = Math.toIntExact(PATIENCE.toMillis());
    try (Socket plain = new Socket()) {
      plain.connect(new InetSocketAddress(at.getHost(), port), millis);
      plain.setSoTimeout(millis);
      try (SSLSocket encrypted =
          (SSLSocket) context.getSocketFactory().createSocket(plain, at.getHost(), port, true)) {
        encrypted.startHandshake();
      } catch (SSLException refused) {
        log.debug("The certificate of {} is not trusted", at.getHost(), refused);
      }
    }
  }

  /** Trusts what the JDK trusts, and remembers what it was shown. */
  private record Remembering(X509TrustManager jdk, AtomicReference<@Nullable X509Certificate> seen)
      implements X509TrustManager {

    static Remembering ofJdk() throws GeneralSecurityException {
      TrustManagerFactory factory =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init((KeyStore) null);
      X509TrustManager jdk =
          Arrays.stream(factory.getTrustManagers())
              .filter(X509TrustManager.class::isInstance)
              .map(X509TrustManager.class::cast)
              .findFirst()
              .orElseThrow();
      return new Remembering(jdk, new AtomicReference<@Nullable X509Certificate>());
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type)
        throws CertificateException {
      jdk.checkClientTrusted(chain, type);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type)
        throws CertificateException {
      seen.set(chain[0]);
      jdk.checkServerTrusted(chain, type);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return jdk.getAcceptedIssuers();
    }
  }
}
