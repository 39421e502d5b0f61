package dev.herald.server.intake.plan;

import dev.herald.channel.Channel;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * One submission as it was written.
 *
 * @param application whose it is; only an administrator says it
 * @param data variables for everyone
 * @param channels narrows the node's plan; empty: the plan
 * @param at not before; null: at once
 * @param reference the caller's own name of its messages
 * @param orderingKey what goes to a feed with the same key is taken one after the other; null: in
 *     no order
 * @param attachments that go with emails to everyone
 * @param expiresIn worth sending so long after {@code at}; null: as the node says
 */
public record MessageRequest(
    @Nullable String application,
    String node,
    String tenant,
    List<To> to,
    ObjectNode data,
    List<Channel> channels,
    @Nullable SendTime at,
    @Nullable Duration expiresIn,
    @Nullable String reference,
    @Nullable String orderingKey,
    List<Attachment> attachments) {
  public MessageRequest {
    attachments = List.copyOf(attachments);
  }

  /**
   * A file that goes with emails, as it was written.
   *
   * @param path of the field
   * @param file that was brought before; null: there is a URL
   * @param url where it is fetched; null: there is a file
   * @param name null: the file's own
   * @param contentId by which the template shows it; null: it is only attached
   */
  public record Attachment(
      String path,
      @Nullable UUID file,
      @Nullable String url,
      @Nullable String name,
      @Nullable String contentId) {
    @Override
    public String toString() {
      return path;
    }
  }

  /**
   * One person to reach.
   *
   * @param recipient a recipient's code; null: only raw addresses
   * @param addresses by {@code email}, {@code phone}, or a channel's name
   * @param data variables for this one, over those for everyone
   * @param reference over the one for everyone
   * @param attachments for this one, beside those for everyone
   */
  public record To(
      @Nullable String recipient,
      Map<String, String> addresses,
      ObjectNode data,
      @Nullable Locale locale,
      @Nullable String reference,
      List<Attachment> attachments) {
    public To {
      attachments = List.copyOf(attachments);
    }
  }
}
