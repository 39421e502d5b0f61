package dev.herald.server.task;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A file that goes with a message by email.
 *
 * @param name as its reader sees it
 * @param mediaType such as {@code application/pdf}
 * @param contentId by which the HTML of the template shows it; null: it is only attached
 * @param file that is kept here; null: it is fetched
 * @param url where it is fetched when the message is sent; null: it is kept here
 * @param bytes as many as are known
 */
public record AttachedFile(
    String name,
    String mediaType,
    @Nullable String contentId,
    @Nullable UUID file,
    @Nullable String url,
    long bytes) {
  public AttachedFile {
    if ((file == null) == (url == null)) {
      throw new IllegalArgumentException("a file is kept here, or fetched from elsewhere");
    }
  }

  /** Without what it is called, which may be about a person. */
  @Override
  public String toString() {
    return "attached file";
  }
}
