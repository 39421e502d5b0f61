package dev.herald.channels.smtp;

import dev.herald.channel.Connector;
import dev.herald.channel.ConnectorProvider;
import java.util.List;
import org.eclipse.angus.mail.util.MailStreamProvider;

/** Brings the connector {@code smtp} along. */
public final class SmtpConnectorProvider implements ConnectorProvider {
  private static final String STREAMS = "jakarta.mail.util.StreamProvider";

  @Override
  public List<Connector> connectors(Environment environment) {
    // Unless it is told, Jakarta Mail searches every jar for it, for each part of each mail.
    if (System.getProperty(STREAMS) == null) {
      System.setProperty(STREAMS, MailStreamProvider.class.getName());
    }
    return List.of(new SmtpConnector(environment));
  }
}
