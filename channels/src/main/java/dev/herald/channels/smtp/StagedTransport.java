package dev.herald.channels.smtp;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import java.io.IOException;
import java.io.OutputStream;
import org.eclipse.angus.mail.smtp.SMTPTransport;

/** A transport that knows how far its conversation has got. */
final class StagedTransport extends SMTPTransport {
  private volatile Stage stage = Stage.CONNECT;

  StagedTransport(Session session, URLName url) {
    super(session, url);
  }

  /** Another mail follows: nothing of it has been said yet. */
  void begin() {
    stage = Stage.SENDER;
  }

  Stage stage() {
    return stage;
  }

  @Override
  protected boolean ehlo(String domain) throws MessagingException {
    boolean spoken = super.ehlo(domain);
    stage = Stage.LOGIN;
    return spoken;
  }

  @Override
  protected void rcptTo() throws MessagingException {
    stage = Stage.RECIPIENT;
    super.rcptTo();
  }

  @Override
  protected OutputStream data() throws MessagingException {
    stage = Stage.DATA;
    return super.data();
  }

  @Override
  protected void finishData() throws IOException, MessagingException {
    stage = Stage.END_OF_DATA;
    super.finishData();
  }
}
