package dev.herald.server.message;

import dev.herald.server.authorization.KeyMode;
import dev.herald.server.reason.WordedReason;
import dev.herald.server.task.AttachedFile;
import dev.herald.server.task.MessageState;
import io.swagger.v3.oas.annotations.media.Schema;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A message as people see it: its address masked, its secret variables hidden.
 *
 * @param verdict where it stands, in one sentence in the reader's language
 * @param standing the same as data
 * @param advice what can be done about it
 * @param dueAt when it is taken up again
 * @param mode of the key that it was submitted with: live, test (it went to the stand-ins), guests
 * @param erased whether its person was erased: where it went and what it said are gone
 * @param reference the caller's own name of it
 * @param traceparent the caller's place in a distributed trace (W3C Trace Context)
 * @param recallTakes how many messages a recall would take back: this one and those of the same
 *     call; null in lists, and where it can't be taken back
 * @param variables null in lists
 * @param attachments the files that go with it by email; null in lists
 * @param trace oldest first; null in lists
 */
record MessageView(
    UUID id,
    UUID request,
    MessageState state,
    String verdict,
    WordedReason standing,
    List<WordedReason> advice,
    App application,
    String node,
    String nodeName,
    String tenant,
    String tenantName,
    @Nullable String recipient,
    String channel,
    String destination,
    String lane,
    int attempts,
    Instant acceptedAt,
    @Nullable Instant dueAt,
    @Nullable Instant expiresAt,
    String requestedBy,
    KeyMode mode,
    boolean erased,
    @Nullable String reference,
    @Nullable String traceparent,
    @Nullable OriginView origin,
    @Nullable Integer recallTakes,
    @Nullable Template template,
    @Nullable JsonNode variables,
    @Nullable List<FileOf> attachments,
    @Nullable List<Step> trace) {

  /** Whose message it is. */
  record App(String code, String name, String owner) {}

  /** Another message that this one comes from, or led to. */
  record OriginView(UUID id, String kind) {}

  /**
   * A file that goes with it.
   *
   * @param file its id, where it is kept
   * @param bytes null: it is fetched when the message is sent
   * @param host that it is fetched from
   * @param contentId by which the template shows it
   */
  @Schema(name = "MessageFile")
  record FileOf(
      @Nullable UUID file,
      String name,
      String mediaType,
      @Nullable Long bytes,
      @Nullable String host,
      @Nullable String contentId) {
    static FileOf of(AttachedFile file) {
      return new FileOf(
          file.file(),
          file.name(),
          file.mediaType(),
          file.url() == null ? file.bytes() : null,
          file.url() == null ? null : URI.create(file.url()).getHost(),
          file.contentId());
    }

    @Override
    public String toString() {
      return "file of a message";
    }
  }

  /** The words it was accepted with. */
  record Template(UUID version, int number, String locale) {}

  /**
   * One step of its way.
   *
   * @param reason in the reader's language
   * @param code the reason's, stable
   * @param parameters the reason's, by name
   * @param kind ACCEPTED, ATTEMPT, QUERY, DECISION, ADOPTED, RESENT, RESCHEDULED, CANCELLED,
   *     RECALLED, RECEIPT, REVEALED, FEEDBACK
   * @param state the message's after it
   */
  record Step(
      Instant at,
      String kind,
      @Nullable MessageState state,
      String reason,
      String code,
      Map<String, @Nullable Object> parameters,
      @Nullable Attempt attempt,
      @Nullable Instant nextAt,
      @Nullable UUID message,
      @Nullable String by) {}

  /**
   * One call to a provider.
   *
   * @param messages how many went in it; null: this one alone
   */
  record Attempt(
      int number,
      @Nullable String source,
      String outcome,
      @Nullable String fault,
      int durationMillis,
      @Nullable String status,
      @Nullable String answer,
      @Nullable String providerId,
      @Nullable Integer messages) {}
}
