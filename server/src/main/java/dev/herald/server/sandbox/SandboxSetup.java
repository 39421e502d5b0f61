package dev.herald.server.sandbox;

import dev.herald.channel.network.Egress;
import dev.herald.sandbox.Sandbox;
import dev.herald.sandbox.SandboxOptions;
import dev.herald.server.platform.outgoing.OutgoingUrls;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({SandboxSettings.class, EgressSettings.class})
class SandboxSetup {
  private static final Logger log = LoggerFactory.getLogger(SandboxSetup.class);

  @Bean(destroyMethod = "close")
  @BuiltInSandbox
  Sandbox builtInSandbox(SandboxSettings settings) {
    return Sandbox.start(
        SandboxOptions.defaults().ports(settings.sandboxHttpPort(), settings.sandboxSmtpPort()));
  }

  @Bean
  Egress egress(SandboxSettings settings, EgressSettings targets, ObjectProvider<Sandbox> builtIn) {
    if (!settings.sandbox()) {
      return new Egress.Direct(targets.allowed());
    }
    Egress.Sandbox egress = sandboxed(settings, builtIn);
    log.warn(
        "Sandbox mode: no message leaves this machine; HTTP providers are at {}, SMTP is at {}",
        egress.http(),
        egress.smtp());
    return egress;
  }

  @Bean
  OutgoingUrls outgoingUrls(Egress egress) {
    return new OutgoingUrls(egress);
  }

  private static Egress.Sandbox sandboxed(
      SandboxSettings settings, ObjectProvider<Sandbox> builtIn) {
    if (settings.sandboxHttp() == null) {
      Sandbox sandbox = builtIn.getObject();
      return new Egress.Sandbox(
          sandbox.httpAddress(), sandbox.smtpAddress(), sandbox.smppAddress());
    }
    return new Egress.Sandbox(
        SandboxSettings.address(settings.sandboxHttp()),
        settings.sandboxSmtp() == null ? null : SandboxSettings.address(settings.sandboxSmtp()),
        settings.sandboxSmpp() == null ? null : SandboxSettings.address(settings.sandboxSmpp()));
  }
}
