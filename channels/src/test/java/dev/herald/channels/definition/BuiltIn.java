package dev.herald.channels.definition;

import dev.herald.channel.CallReason.ProviderSaid;
import dev.herald.channel.Channel;
import dev.herald.channel.Content;
import dev.herald.channel.Destination;
import dev.herald.channel.Message;
import dev.herald.channel.Reason;
import dev.herald.channel.Source;
import dev.herald.channels.Connectors;
import dev.herald.channels.definition.text.DefinitionException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The shipped definitions and messages for them, at a fixed time. */
final class BuiltIn {
  static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

  /** Made at {@link #NOW}. */
  static final UUID ID = UUID.fromString("019b7ca9-8c88-7000-8000-000000000001");

  private BuiltIn() {}

  static Definition definition(String name) {
    String file = "connectors/%s.yaml".formatted(name);
    try (InputStream in = Objects.requireNonNull(Connectors.class.getResourceAsStream(file))) {
      return Definition.read(file, new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (DefinitionException e) {
      throw new AssertionError(e);
    }
  }

  static Message message(
      Definition definition,
      Map<String, String> settings,
      Content content,
      Destination destination) {
    String connector = definition.description().name();
    Channel channel = definition.description().channel();
    Source source = new Source(new UUID(0, 1), "test", connector, settings);
    return new Message(ID, 1, channel, source, content, destination);
  }

  /** What a provider said: its code and its words. */
  static String said(Reason reason) {
    ProviderSaid said = (ProviderSaid) reason;
    return Stream.of(said.providerCode(), said.text())
        .filter(Objects::nonNull)
        .collect(Collectors.joining(": "));
  }
}
