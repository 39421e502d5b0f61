package dev.herald.channels.smtp;

import dev.herald.channel.AmbiguityPolicy;
import dev.herald.channel.CallReason;
import dev.herald.channel.Channel;
import dev.herald.channel.ConnectorDescription;
import dev.herald.channel.ConnectorDescription.SourceField;
import dev.herald.channel.Content;
import dev.herald.channel.Destination;
import dev.herald.channel.SettingFault;
import dev.herald.channel.Source;
import dev.herald.channels.bounce.BounceSettings;
import dev.herald.channels.bounce.ReturnAddress;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A source of this connector, read.
 *
 * @param login null when the server wants none
 * @param dkim null when its mails are not signed here
 * @param returnAddress the envelope's sender; null: the sender
 * @param connections how many may be open at once
 */
record SmtpSettings(
    Server server,
    @Nullable Login login,
    String from,
    @Nullable String fromName,
    @Nullable String replyTo,
    @Nullable DkimKey dkim,
    @Nullable ReturnAddress returnAddress,
    int connections) {

  private static final SourceField PORT =
      new SourceField(
          "port",
          words("Port", "端口"),
          false,
          false,
          "\\d{1,5}",
          null,
          words("587, 465 or 25 if left out", "不填则为 587、465 或 25"),
          true);

  static final ConnectorDescription DESCRIPTION =
      new ConnectorDescription(
          "smtp",
          Channel.EMAIL,
          Map.of("en", "Email by SMTP", "zh", "SMTP 邮件"),
          Destination.Kind.EMAIL,
          Set.of(Content.Email.class),
          List.of(
              target(needed("host", "[A-Za-z0-9.-]+", "Mail server", "邮件服务器")),
              PORT,
              target(optional("security", "starttls|tls|none", "starttls", "Encryption", "加密方式")),
              optional("username", "[^\\r\\n]+", null, "Account", "账号"),
              secret("password", "Password", "密码"),
              needed("from", "[^@\\s]+@[^@\\s]+", "Sender's address", "发件地址"),
              optional("fromName", "[^\\r\\n]+", null, "Sender's name", "发件人名称"),
              optional("replyTo", "[^@\\s]+@[^@\\s]+", null, "Address for replies", "回复地址"),
              optional(
                  "dkimDomain", "[A-Za-z0-9.-]+", null, "DKIM: domain that signs", "DKIM 签名域名"),
              optional(
                  "dkimSelector",
                  "[A-Za-z0-9._-]+",
                  null,
                  "DKIM: selector of the key in the DNS",
                  "DKIM 选择器（selector）"),
              secret("dkimKey", "DKIM: private key, PKCS#8 PEM", "DKIM 私钥（PKCS#8 PEM）"),
              optional(
                  "bounceAddress",
                  "[^@\\s]+@[^@\\s]+",
                  null,
                  "Bounces: address they go to; {id} in it makes one for each message",
                  "退信：接收地址，可含 {id}，每条消息各用一个"),
              target(
                  optional(
                      "bounceHost", "[A-Za-z0-9.-]+", null, "Bounces: IMAP server", "退信：IMAP 服务器")),
              target(optional("bouncePort", "\\d{1,5}", null, "Bounces: port", "退信：端口")),
              target(
                  optional(
                      "bounceSecurity",
                      "tls|starttls|none",
                      "tls",
                      "Bounces: encryption",
                      "退信：加密方式")),
              optional("bounceUsername", "[^\\r\\n]+", null, "Bounces: account", "退信：账号"),
              secret("bouncePassword", "Bounces: password", "退信：密码"),
              optional("bounceFolder", "[^\\r\\n]+", "INBOX", "Bounces: folder", "退信：文件夹"),
              optional(
                  "bounceDone",
                  "[^\\r\\n]+",
                  null,
                  "Bounces: folder they are moved to once read",
                  "退信：读完移到的文件夹"),
              optional("connections", "[1-9]\\d?", "8", "Open connections at most", "最大连接数")),
          List.of(),
          AmbiguityPolicy.RESEND,
          false);

  record Server(String host, int port, Security security) {
    /** The sandbox in its place, which speaks STARTTLS instead of TLS from the first byte. */
    Server standIn(int itsPort) {
      return new Server(
          host, itsPort, security == Security.NONE ? Security.NONE : Security.STARTTLS);
    }

    @Override
    public String toString() {
      return "smtp://%s:%d (%s)".formatted(host, port, security.name().toLowerCase(Locale.ROOT));
    }
  }

  record Login(String username, String password) {
    @Override
    public String toString() {
      return username;
    }
  }

  private static SourceField needed(String name, String pattern, String en, String zh) {
    return new SourceField(name, words(en, zh), false, true, pattern, null, Map.of(), false);
  }

  private static SourceField optional(
      String name, String pattern, @Nullable String fallback, String en, String zh) {
    return new SourceField(name, words(en, zh), false, false, pattern, fallback, Map.of(), false);
  }

  private static SourceField secret(String name, String en, String zh) {
    return new SourceField(name, words(en, zh), true, false, null, null, Map.of(), false);
  }

  /** One that says where the password goes, and how openly. */
  private static SourceField target(SourceField field) {
    return new SourceField(
        field.name(),
        field.label(),
        field.secret(),
        field.required(),
        field.pattern(),
        field.fallback(),
        field.help(),
        true);
  }

  private static Map<String, String> words(String en, String zh) {
    return Map.of("en", en, "zh", zh);
  }

  /**
   * @throws SettingFault naming the field that is missing or wrong, not its value
   */
  static SmtpSettings of(Source source) {
    String word = Objects.requireNonNullElse(source.setting("security"), "starttls");
    if (!Set.of("starttls", "tls", "none").contains(word)) {
      throw new SettingFault(new CallReason.SettingUnusable("security", "starttls, tls, none"));
    }
    Security security = Security.valueOf(word.toUpperCase(Locale.ROOT));
    String username = source.setting("username");
    String returnAddress = source.setting("bounceAddress");
    return new SmtpSettings(
        new Server(source.required("host"), number(source, "port", security.usualPort()), security),
        username == null ? null : new Login(username, source.required("password")),
        source.required("from"),
        source.setting("fromName"),
        source.setting("replyTo"),
        DkimKey.of(source),
        returnAddress == null ? null : new ReturnAddress(returnAddress),
        number(source, "connections", 8));
  }

  /**
   * The mailbox that a source's mails come back to; null: nobody reads it. What is wrong with it
   * hinders no mail.
   *
   * @throws SettingFault naming the field that is missing or wrong, not its value
   */
  static @Nullable BounceSettings bounces(Source source) {
    String host = source.setting("bounceHost");
    String address = source.setting("bounceAddress");
    if (host == null) {
      return null;
    }
    String word = Objects.requireNonNullElse(source.setting("bounceSecurity"), "tls");
    if (!Set.of("starttls", "tls", "none").contains(word)) {
      throw new SettingFault(
          new CallReason.SettingUnusable("bounceSecurity", "tls, starttls, none"));
    }
    BounceSettings.Security security =
        BounceSettings.Security.valueOf(word.toUpperCase(Locale.ROOT));
    return new BounceSettings(
        new ReturnAddress(address == null ? source.required("from") : address),
        host,
        number(source, "bouncePort", security.usualPort()),
        security,
        source.required("bounceUsername"),
        source.required("bouncePassword"),
        Objects.requireNonNullElse(source.setting("bounceFolder"), "INBOX"),
        source.setting("bounceDone"));
  }

  private static int number(Source source, String field, int otherwise) {
    String text = source.setting(field);
    try {
      return text == null ? otherwise : Integer.parseInt(text);
    } catch (NumberFormatException _) {
      throw new SettingFault(new CallReason.SettingUnusable(field, "0–65535"));
    }
  }
}
