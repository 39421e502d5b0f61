package dev.herald.sandbox;

import dev.herald.sandbox.http.WireServer;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.Map;

/** The stand-in providers, running. */
public final class Sandbox implements AutoCloseable {
  private final Outbox outbox;
  private final Rules rules = new Rules();
  private final Accounts accounts = new Accounts();
  private final WireServer http;
  private final SmtpStandIn smtp;

  private Sandbox(SandboxOptions options) {
    this.outbox = new Outbox(options.kept());
    this.smtp = SmtpStandIn.start(options, accounts, rules, outbox);
    try {
      this.http = WireServer.start(options.httpPort(), front(options));
    } catch (UncheckedIOException taken) {
      smtp.close();
      throw taken;
    }
  }

  /**
   * Starts listening on the loopback address.
   *
   * @throws UncheckedIOException when a port is taken
   */
  public static Sandbox start(SandboxOptions options) {
    return new Sandbox(options);
  }

  private HttpFront front(SandboxOptions options) {
    StandIn dingtalk = new DingTalkRobot(options, accounts);
    StandIn feishu = new FeishuBot(options, accounts);
    StandIn infoflow = new InfoflowRobot(options);
    Map<String, StandIn> byHost =
        Map.of(
            "oapi.dingtalk.com", dingtalk,
            "open.feishu.cn", feishu,
            "open.larksuite.com", feishu,
            "qyapi.weixin.qq.com", new WeComRobot(options),
            "apiin.im.baidu.com", infoflow,
            "api.im.baidu.com", infoflow,
            "sms.tencentcloudapi.com", new TencentSms(options, accounts));
    return new HttpFront(byHost, new Webhook(options, accounts), rules, outbox, options.clock());
  }

  /** Where every HTTP provider is; the {@code Host} header says which one is meant. */
  public InetSocketAddress httpAddress() {
    return http.address();
  }

  public InetSocketAddress smtpAddress() {
    return smtp.address();
  }

  public Outbox outbox() {
    return outbox;
  }

  public Rules rules() {
    return rules;
  }

  public Accounts accounts() {
    return accounts;
  }

  @Override
  public void close() {
    http.close();
    smtp.close();
  }
}
