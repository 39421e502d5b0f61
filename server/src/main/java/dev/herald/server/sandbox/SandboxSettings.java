package dev.herald.server.sandbox;

import java.net.InetSocketAddress;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param sandbox whether messages go to the stand-ins instead of the providers
 * @param sandboxHttpPort where the built-in HTTP stand-ins listen; 0: any free port
 * @param sandboxSmtpPort where the built-in SMTP stand-in listens; 0: any free port
 * @param sandboxReceipts whether the built-in stand-ins report to this server what became of
 *     messages
 * @param sandboxHttp the {@code host:port} of stand-ins that another process runs; null: built in
 * @param sandboxSmtp likewise
 * @param sandboxSmpp likewise
 */
@ConfigurationProperties("herald")
record SandboxSettings(
    @DefaultValue("false") boolean sandbox,
    @DefaultValue("0") int sandboxHttpPort,
    @DefaultValue("0") int sandboxSmtpPort,
    @DefaultValue("true") boolean sandboxReceipts,
    @Nullable String sandboxHttp,
    @Nullable String sandboxSmtp,
    @Nullable String sandboxSmpp) {

  static InetSocketAddress address(String hostAndPort) {
    URI uri = URI.create("tcp://" + hostAndPort);
    if (uri.getHost() == null || uri.getPort() < 0) {
      throw new IllegalArgumentException(
          "'%s' is no address; write it like 127.0.0.1:8025".formatted(hostAndPort));
    }
    return new InetSocketAddress(uri.getHost(), uri.getPort());
  }
}
