package dev.herald.server.attachment;

import java.time.Instant;
import java.util.UUID;

/**
 * A file that an application brought.
 *
 * @param digest equal for equal bytes
 */
public record KeptFile(
    UUID id, String name, String mediaType, long bytes, UUID digest, Instant madeAt) {
  /** Without what it is called, which may be about a person. */
  @Override
  public String toString() {
    return "file " + id;
  }
}
