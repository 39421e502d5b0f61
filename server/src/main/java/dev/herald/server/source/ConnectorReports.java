package dev.herald.server.source;

import dev.herald.channel.Source;
import dev.herald.channel.receipt.Report;
import dev.herald.channel.receipt.ReportSink;
import org.springframework.stereotype.Component;

/** Passes on what providers say over connections that connectors keep. */
@Component
public class ConnectorReports implements ReportSink {
  private volatile ReportSink listener = ReportSink.NONE;

  /** From now on whoever keeps reports is told. */
  public void listen(ReportSink keeper) {
    listener = keeper;
  }

  @Override
  public void heard(Source source, Report report) {
    listener.heard(source, report);
  }
}
