package dev.herald.server.task.store;

import dev.herald.server.platform.vault.SealContext;
import dev.herald.server.platform.vault.Vault;
import dev.herald.server.task.MessageContext;
import dev.herald.server.task.NewMessage;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.springframework.stereotype.Component;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/**
 * Seals a message's context to its id, application, node and tenant: one can't be passed off as
 * another's, and opens nothing in a row that was given to somebody else.
 */
@Component
public class ContextSeal {
  private static final byte[] TABLE = "message".getBytes(StandardCharsets.US_ASCII);
  private static final int UUID_BYTES = 16;

  private final Vault vault;
  private final ObjectWriter writer;
  private final ObjectReader reader;

  public ContextSeal(Vault vault, JsonMapper json) {
    this.vault = vault;
    this.writer = json.writerFor(MessageContext.class);
    this.reader = json.readerFor(MessageContext.class);
  }

  byte[] seal(NewMessage message) {
    return vault.seal(
        writer.writeValueAsBytes(message.context()), context(message.id(), message.ownership()));
  }

  public MessageContext open(UUID id, NewMessage.Ownership ownership, byte[] sealed) {
    return reader.readValue(vault.open(sealed, context(id, ownership)));
  }

  private static SealContext context(UUID id, NewMessage.Ownership ownership) {
    return new SealContext(
        bytes(TABLE, id, ownership.applicationId(), ownership.nodeId(), ownership.tenantId()),
        bytes(new byte[0], id));
  }

  private static byte[] bytes(byte[] start, UUID... ids) {
    ByteBuffer bytes = ByteBuffer.allocate(start.length + ids.length * UUID_BYTES).put(start);
    for (UUID id : ids) {
      bytes.putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
    }
    return bytes.array();
  }
}
