package dev.herald.bench.straight;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.apache.tomcat.util.threads.VirtualThreadExecutor;

/** A servlet, each of whose requests waits for its commit on a virtual thread. */
final class Intake extends HttpServlet {
  private static final long serialVersionUID = 1;
  private static final String BULK = "/v1/messages/bulk";

  private final transient GroupCommit<Waiting> saving;
  private final String authorization;

  /** A notice of a request. */
  record Waiting(Notice notice, CountDownLatch request) {}

  /**
   * @param key that callers must have
   */
  Intake(GroupCommit<Waiting> saving, String key) {
    this.saving = saving;
    this.authorization = "Bearer " + key;
  }

  /** Returns the port at which it listens. */
  int start(Path folder) throws LifecycleException {
    Tomcat tomcat = new Tomcat();
    tomcat.setBaseDir(folder.toString());
    Connector connector = new Connector();
    connector.setPort(0);
    connector.setProperty("address", "127.0.0.1");
    if (connector.getProtocolHandler() instanceof AbstractHttp11Protocol<?> http) {
      http.setExecutor(new VirtualThreadExecutor("intake-"));
      http.setMaxKeepAliveRequests(-1);
    }
    tomcat.setConnector(connector);
    Context context = tomcat.addContext("", null);
    Tomcat.addServlet(context, "intake", this);
    context.addServletMappingDecoded("/", "intake");
    tomcat.start();
    return connector.getLocalPort();
  }

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (!authorization.equals(request.getHeader("Authorization"))) {
      response.sendError(HttpServletResponse.SC_UNAUTHORIZED);
      return;
    }
    byte[] body = request.getInputStream().readAllBytes();
    boolean bulk = request.getRequestURI().equals(BULK);
    List<Notice> notices =
        bulk ? lines(body) : List.of(Notice.parse(body, request.getHeader("Idempotency-Key")));
    save(notices);
    byte[] answer =
        (bulk ? answers(notices) : notices.getFirst().answer()).getBytes(StandardCharsets.UTF_8);
    response.setStatus(bulk ? HttpServletResponse.SC_OK : HttpServletResponse.SC_ACCEPTED);
    response.setContentType(bulk ? "application/x-ndjson" : "application/json");
    response.setContentLength(answer.length);
    response.getOutputStream().write(answer);
  }

  private void save(List<Notice> notices) throws IOException {
    CountDownLatch request = new CountDownLatch(notices.size());
    saving.add(notices.stream().map(notice -> new Waiting(notice, request)).toList());
    try {
      request.await();
    } catch (InterruptedException stopped) {
      throw new IOException(stopped);
    }
  }

  static List<Notice> lines(byte[] body) {
    List<Notice> notices = new ArrayList<>();
    int start = 0;
    for (int i = 0; i < body.length; i++) {
      if (body[i] == '\n') {
        notices.add(Notice.parse(Arrays.copyOfRange(body, start, i), null));
        start = i + 1;
      }
    }
    return notices;
  }

  private static String answers(List<Notice> notices) {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < notices.size(); i++) {
      lines
          .append("{\"line\":")
          .append(i + 1)
          .append(",\"status\":202,")
          .append(notices.get(i).answer(), 1, notices.get(i).answer().length())
          .append('\n');
    }
    return lines.toString();
  }
}
