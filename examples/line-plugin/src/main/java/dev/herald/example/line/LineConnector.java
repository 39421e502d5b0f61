package dev.herald.example.line;

import dev.herald.channel.AmbiguityPolicy;
import dev.herald.channel.CallReason;
import dev.herald.channel.Channel;
import dev.herald.channel.Connector;
import dev.herald.channel.ConnectorDescription;
import dev.herald.channel.ConnectorDescription.SourceField;
import dev.herald.channel.Content;
import dev.herald.channel.Destination;
import dev.herald.channel.Exchange;
import dev.herald.channel.Fault;
import dev.herald.channel.Message;
import dev.herald.channel.RateCap;
import dev.herald.channel.Rejection;
import dev.herald.channel.RequestPreview;
import dev.herald.channel.SendResult;
import dev.herald.channel.SendResult.Accepted;
import dev.herald.channel.SendResult.Rejected;
import dev.herald.channel.SendResult.Retryable;
import dev.herald.channel.SendResult.Unknown;
import dev.herald.channel.SentMessage;
import dev.herald.channel.network.Egress;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One line out, {@code PAGE <who> <what>}, and one line back: {@code OK <id>}, or {@code NO <why>}.
 */
final class LineConnector implements Connector {
  private static final String NAME = "line-pager";

  private final Egress egress;
  private final Duration deadline;

  LineConnector(Egress egress, Duration deadline) {
    this.egress = egress;
    this.deadline = deadline;
  }

  @Override
  public ConnectorDescription description() {
    return new ConnectorDescription(
        NAME,
        new Channel("pager"),
        Map.of("en", "Line pager", "zh", "行协议寻呼机"),
        Destination.Kind.USER,
        Set.of(Content.Text.class),
        List.of(
            new SourceField("host", false, true, null, null, Map.of("en", "The pager's host")),
            new SourceField("port", false, false, "[0-9]{1,5}", "7777", Map.of())),
        List.of(RateCap.parse("10 per second")),
        AmbiguityPolicy.HOLD,
        false);
  }

  @Override
  public SendResult send(Message message) {
    boolean written = false;
    try (Socket socket = connected(message)) {
      socket.getOutputStream().write(line(message).getBytes(StandardCharsets.UTF_8));
      written = true;
      return result(answer(socket));
    } catch (IOException e) {
      // What was not written was not sent; of the rest nobody can say.
      CallReason why = new CallReason.ConnectionFailed(e.getClass().getSimpleName());
      return written
          ? new Unknown(Fault.PROVIDER, why, Exchange.NONE)
          : new Retryable(Fault.PROVIDER, why, Exchange.NONE);
    }
  }

  /** By the rules of the server: no private address that its administrator did not list. */
  private Socket connected(Message message) throws IOException {
    String host = message.source().required("host");
    InetAddress[] addresses = InetAddress.getAllByName(host);
    if (!(egress instanceof Egress.Direct direct) || !direct.allowed().allow(host, addresses)) {
      throw new IOException("not to be reached from here");
    }
    int patience = Math.toIntExact(deadline.toMillis());
    Socket socket = new Socket();
    int port = Integer.parseInt(message.source().settings().getOrDefault("port", "7777"));
    socket.connect(new InetSocketAddress(addresses[0], port), patience);
    socket.setSoTimeout(patience);
    return socket;
  }

  private static String line(Message message) {
    String text = message.content() instanceof Content.Text said ? said.text() : "";
    return "PAGE %s %s%n".formatted(message.destination().address(), text.replaceAll("\\R", " "));
  }

  private static @Nullable String answer(Socket socket) throws IOException {
    var reader =
        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    return reader.readLine();
  }

  private static SendResult result(@Nullable String answer) {
    if (answer == null) {
      return new Unknown(Fault.PROVIDER, new CallReason.AnswerTellsNothing(), Exchange.NONE);
    }
    String rest = answer.length() > 3 ? answer.substring(3) : "";
    Exchange exchange = new Exchange(null, answer);
    return answer.startsWith("OK")
        ? new Accepted(exchange.naming(rest))
        : new Rejected(Rejection.RECIPIENT, rest, exchange);
  }

  @Override
  public SendResult trace(SentMessage message) {
    return new Unknown(Fault.PROVIDER, new CallReason.ConnectorCannotAsk(NAME), Exchange.NONE);
  }

  @Override
  public RequestPreview preview(Message message) {
    return new RequestPreview.Shown(line(message));
  }
}
