package dev.herald.channels.bounce;

import dev.herald.channel.CallReason;
import dev.herald.channel.mask.Mask;
import dev.herald.channel.network.PrivateTargets;
import dev.herald.channel.receipt.Report;
import dev.herald.channel.receipt.ReportBox;
import dev.herald.channels.http.Resolver;
import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.search.AndTerm;
import jakarta.mail.search.FlagTerm;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.eclipse.angus.mail.imap.IMAPFolder;
import org.eclipse.angus.mail.imap.IMAPMessage;
import org.eclipse.angus.mail.imap.IMAPStore;

/**
 * A mailbox that mails bounce to, read by IMAP. It may be one that people read too: what reports
 * nothing stays unread, and has a keyword by which it isn't looked at again.
 */
public final class BounceMailbox implements ReportBox {
  private static final String LOOKED_AT = "HeraldLookedAt";
  private static final int MOST = 200;

  /** Of one mail: what is told of it stands at its beginning. */
  private static final int MOST_BYTES = 512 * 1_024;

  private static final Flags SEEN = new Flags(Flags.Flag.SEEN);

  private final BounceSettings settings;
  private final PrivateTargets allowed;
  private final Duration patience;
  private final Mask mask;

  /**
   * @param allowed private networks that it may be in
   * @param patience with each answer of the server
   */
  public BounceMailbox(
      BounceSettings settings, PrivateTargets allowed, Duration patience, Mask mask) {
    this.settings = settings;
    this.allowed = allowed;
    this.patience = patience;
    this.mask = mask;
  }

  @Override
  public String place() {
    return settings.place();
  }

  @Override
  public Visit visit(Keeper keeper) {
    Session session = Session.getInstance(properties());
    try (IMAPStore store = (IMAPStore) session.getStore("imap")) {
      store.connect(settings.host(), settings.port(), settings.username(), settings.password());
      introduce(store);
      return read(store, keeper);
    } catch (MessagingException e) {
      return new Visit.Failed(reason(e));
    }
  }

  /** Some servers let in nobody who does not say who he is (RFC 2971). */
  private static void introduce(IMAPStore store) throws MessagingException {
    if (store.hasCapability("ID")) {
      store.id(Map.of("name", "Herald"));
    }
  }

  /** What others marked as deleted is left for them to let go of. */
  private Visit read(IMAPStore store, Keeper keeper) throws MessagingException {
    IMAPFolder folder = (IMAPFolder) store.getFolder(settings.folder());
    folder.open(Folder.READ_WRITE);
    try {
      return read(store, folder, keeper);
    } finally {
      if (folder.isOpen()) {
        folder.close(false);
      }
    }
  }

  private Visit read(IMAPStore store, IMAPFolder folder, Keeper keeper) throws MessagingException {
    BounceReader reader = new BounceReader(settings.address());
    List<Message> taken = new ArrayList<>();
    List<Message> others = new ArrayList<>();
    for (Message each : unread(folder)) {
      Optional<Report> report = report(reader, each);
      if (report.isEmpty()) {
        others.add(each);
      } else if (keeper.keeps(report.get())) {
        taken.add(each);
      }
    }
    pass(folder, others);
    letGo(store, folder, taken);
    return new Visit.Done(taken.size(), others.size());
  }

  private static List<Message> unread(IMAPFolder folder) throws MessagingException {
    Message[] found =
        folder.search(
            new AndTerm(new FlagTerm(SEEN, false), new FlagTerm(new Flags(LOOKED_AT), false)));
    return Arrays.asList(found).subList(0, Math.min(found.length, MOST));
  }

  /** A mail that can't be read reports nothing. */
  private static Optional<Report> report(BounceReader reader, Message message)
      throws MessagingException {
    IMAPMessage mail = (IMAPMessage) message;
    mail.setPeek(true);
    try (InputStream whole = mail.getMimeStream()) {
      byte[] beginning = whole.readNBytes(MOST_BYTES);
      return reader.read(
          new MimeMessage(
              Session.getInstance(new Properties()), new ByteArrayInputStream(beginning)));
    } catch (IOException | MessagingException | RuntimeException broken) {
      if (!mail.getFolder().isOpen()) {
        throw new MessagingException("the connection was lost", broken);
      }
      return Optional.empty();
    }
  }

  private static void pass(IMAPFolder folder, List<Message> others) throws MessagingException {
    if (!others.isEmpty()) {
      boolean keywords = folder.getPermanentFlags().contains(Flags.Flag.USER);
      Flags flag = keywords ? new Flags(LOOKED_AT) : SEEN;
      folder.setFlags(others.toArray(Message[]::new), flag, true);
    }
  }

  private void letGo(IMAPStore store, IMAPFolder folder, List<Message> taken)
      throws MessagingException {
    if (taken.isEmpty()) {
      return;
    }
    Message[] mails = taken.toArray(Message[]::new);
    folder.setFlags(mails, SEEN, true);
    if (settings.done() != null) {
      move(store, folder, mails, settings.done());
    }
  }

  private static void move(IMAPStore store, IMAPFolder folder, Message[] mails, String to)
      throws MessagingException {
    Folder done = store.getFolder(to);
    if (!done.exists() && !done.create(Folder.HOLDS_MESSAGES)) {
      throw new MessagingException("the folder %s can't be made".formatted(to));
    }
    if (store.hasCapability("MOVE")) {
      folder.moveMessages(mails, done);
      return;
    }
    folder.copyMessages(mails, done);
    folder.setFlags(mails, new Flags(Flags.Flag.DELETED), true);
    if (store.hasCapability("UIDPLUS")) {
      folder.expunge(mails);
    }
  }

  private Properties properties() {
    String millis = Long.toString(patience.toMillis());
    Properties properties = new Properties();
    properties.put("mail.imap.socketFactory", new CheckedSockets(new Resolver(allowed, patience)));
    properties.setProperty("mail.imap.socketFactory.fallback", "false");
    properties.setProperty("mail.imap.connectiontimeout", millis);
    properties.setProperty("mail.imap.timeout", millis);
    properties.setProperty("mail.imap.writetimeout", millis);
    properties.setProperty("mail.imap.partialfetch", "true");
    properties.setProperty("mail.imap.ssl.checkserveridentity", "true");
    boolean tls = settings.security() == BounceSettings.Security.TLS;
    boolean upgrade = settings.security() == BounceSettings.Security.STARTTLS;
    properties.setProperty("mail.imap.ssl.enable", Boolean.toString(tls));
    properties.setProperty("mail.imap.starttls.enable", Boolean.toString(upgrade));
    properties.setProperty("mail.imap.starttls.required", Boolean.toString(upgrade));
    return properties;
  }

  private CallReason reason(MessagingException e) {
    Throwable root = e;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    if (root instanceof Resolver.ForbiddenHost forbidden) {
      return new CallReason.PrivateTarget(forbidden.host(), true);
    }
    String message = root.getMessage();
    return new CallReason.ConnectionFailed(
        message == null ? root.getClass().getSimpleName() : mask.apply(message.strip()));
  }
}
