package dev.herald.server.task;

import dev.herald.server.platform.Vault;
import java.nio.ByteBuffer;
import java.util.UUID;
import org.springframework.stereotype.Component;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/** Seals a message's context to its id, so that one can't be passed off as another's. */
@Component
class ContextSeal {
  private final Vault vault;
  private final ObjectWriter writer;
  private final ObjectReader reader;

  ContextSeal(Vault vault, JsonMapper json) {
    this.vault = vault;
    this.writer = json.writerFor(MessageContext.class);
    this.reader = json.readerFor(MessageContext.class);
  }

  byte[] seal(UUID id, MessageContext context) {
    return vault.seal(writer.writeValueAsBytes(context), bytes(id));
  }

  MessageContext open(UUID id, byte[] sealed) {
    return reader.readValue(vault.open(sealed, bytes(id)));
  }

  private static byte[] bytes(UUID id) {
    return ByteBuffer.allocate(16)
        .putLong(id.getMostSignificantBits())
        .putLong(id.getLeastSignificantBits())
        .array();
  }
}
