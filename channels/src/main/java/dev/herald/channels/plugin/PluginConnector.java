package dev.herald.channels.plugin;

import dev.herald.channel.Connector;
import dev.herald.channel.ConnectorDescription;
import dev.herald.channel.Message;
import dev.herald.channel.RequestPreview;
import dev.herald.channel.SendResult;
import dev.herald.channel.SentMessage;
import dev.herald.channel.Source;
import dev.herald.channel.account.Balance;
import dev.herald.channel.receipt.Receipts;
import dev.herald.channel.receipt.Report;
import dev.herald.channel.receipt.ReportBox;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * A connector of a plug-in: called with its own class loader about it, and never failing in a way
 * that its caller does not expect of a bug.
 */
final class PluginConnector implements Connector {
  private final Connector inner;
  private final String version;
  private final ClassLoader loader;
  private final ConnectorDescription description;

  PluginConnector(Connector inner, String version, ClassLoader loader) {
    this.inner = inner;
    this.version = version;
    this.loader = loader;
    this.description = called(inner::description);
    Objects.requireNonNull(description.name(), "the connector's name");
    Objects.requireNonNull(description.channel(), "the connector's channel");
  }

  @Override
  public ConnectorDescription description() {
    return description;
  }

  @Override
  public String version() {
    return version;
  }

  @Override
  public Optional<String> definition() {
    return Optional.empty();
  }

  @Override
  public int callsAtOnce(Source source) {
    return called(() -> inner.callsAtOnce(source));
  }

  @Override
  public SendResult send(Message message) {
    return called(() -> inner.send(message));
  }

  @Override
  public SendResult trace(SentMessage message) {
    return called(() -> inner.trace(message));
  }

  @Override
  public RequestPreview preview(Message message) {
    return called(() -> inner.preview(message));
  }

  @Override
  public Optional<Receipts> receipts() {
    return called(inner::receipts);
  }

  @Override
  public boolean tellsByItself() {
    return called(inner::tellsByItself);
  }

  @Override
  public List<Duration> followsAfter() {
    return called(inner::followsAfter);
  }

  @Override
  public Map<UUID, Report.Progress> follow(List<SentMessage> messages) {
    return called(() -> inner.follow(messages));
  }

  @Override
  public boolean carriesAttachments() {
    return called(inner::carriesAttachments);
  }

  @Override
  public Optional<ReportBox> reportBox(Source source) {
    return called(() -> inner.reportBox(source));
  }

  @Override
  public boolean tellsBalance() {
    return called(inner::tellsBalance);
  }

  @Override
  public Balance balance(Source source) {
    return called(() -> inner.balance(source));
  }

  @Override
  public boolean saysAddressIsDead(SendResult.Rejected refused) {
    return called(() -> inner.saysAddressIsDead(refused));
  }

  /**
   * @throws IllegalStateException when its code fails in whatever way, or answers nothing
   */
  private <T> T called(Supplier<T> call) {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(loader);
    try {
      T answer = call.get();
      if (answer == null) {
        throw new IllegalStateException("a connector of a plug-in answered nothing");
      }
      return answer;
    } catch (LinkageError | StackOverflowError | AssertionError e) {
      throw new IllegalStateException(e);
    } finally {
      thread.setContextClassLoader(before);
    }
  }
}
