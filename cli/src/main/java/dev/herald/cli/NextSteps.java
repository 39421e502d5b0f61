package dev.herald.cli;

import dev.herald.cli.server.Server;
import dev.herald.cli.server.ServerOptions;
import java.nio.file.Path;
import java.util.List;

/** What to try on a server that a demo has left running. */
final class NextSteps {
  private NextSteps() {}

  /** Commands that work when they are pasted; keys are read from their files. */
  static List<String> after(Server server, Path key, Path home) {
    return """

    Look at them in the console

      %4$s

    Try it yourself

      curl -s %1$s/v1/messages -H "Content-Type: application/json" \\
        -H "Authorization: Bearer $(cat %2$s)" \\
        -d '{"node": "grant.vested", "tenant": "hengtong",
             "to": [{"recipient": "E1001"}], "channels": ["email", "sms"],
             "data": {"name": "韩梅梅", "grant": "2024 年度激励", "shares": 1200,
                      "price": 12.5, "currency": "CNY", "vestedOn": "2026-12-01"}}'

      What the stand-ins received (the outbox), newest first:

      curl -s "%1$s/sandbox/outbox?limit=2" \\
        -H "Authorization: Bearer $(cat %3$s)"

      The server keeps running: API at %1$s/docs, stop it with ./herald stop
    """
        .formatted(
            server.url(),
            key,
            home.resolve("admin.key"),
            ServerOptions.setupLink()
                .map(link -> link + "\n  (the link creates the first administrator, once)")
                .orElse(server.url().toString()))
        .lines()
        .toList();
  }
}
