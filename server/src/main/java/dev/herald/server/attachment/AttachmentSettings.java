package dev.herald.server.attachment;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What may go with an email.
 *
 * @param largestFile of one file
 * @param largestMessage of all files of one message; servers of many providers take 25 MB, which
 *     are 18 MB of files
 * @param most files of one message
 * @param types of media that are taken; {@code image/*} is any of its kind
 * @param keptUnused how long a file waits for a message that has it
 * @param mostUnused of all files of an application that no message has
 * @param deadline within which a file is fetched
 * @param privateHosts networks and hosts outside the public Internet that files are fetched from
 */
@ConfigurationProperties("herald.attachments")
public record AttachmentSettings(
    @DefaultValue("10MB") DataSize largestFile,
    @DefaultValue("18MB") DataSize largestMessage,
    @DefaultValue("20") int most,
    @DefaultValue({
          "application/pdf",
          "application/zip",
          "application/json",
          "application/xml",
          "application/ofd",
          "application/msword",
          "application/vnd.ms-excel",
          "application/vnd.ms-powerpoint",
          "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
          "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
          "application/vnd.openxmlformats-officedocument.presentationml.presentation",
          "text/plain",
          "text/csv",
          "text/calendar",
          "image/png",
          "image/jpeg",
          "image/gif",
          "image/webp"
        })
        List<String> types,
    @DefaultValue("7d") Duration keptUnused,
    @DefaultValue("5GB") DataSize mostUnused,
    @DefaultValue("10s") Duration deadline,
    @DefaultValue List<String> privateHosts) {

  public AttachmentSettings {
    types = List.copyOf(types);
    privateHosts = List.copyOf(privateHosts);
    if (largestFile.toBytes() > Integer.MAX_VALUE / 4) {
      throw new IllegalArgumentException("herald.attachments.largest-file is too large for a mail");
    }
    if (!deadline.isPositive()) {
      throw new IllegalArgumentException("herald.attachments.deadline must be positive");
    }
  }

  /** For people: {@code 10 MB}. */
  public static String words(DataSize size) {
    return size.toMegabytes() > 0 ? size.toMegabytes() + " MB" : size.toKilobytes() + " KB";
  }

  /** Whether a file of this type may go with an email. */
  public boolean take(String mediaType) {
    return types.stream()
        .anyMatch(type ->
            type.equals(mediaType)
                || type.endsWith("/*")
                    && mediaType.startsWith(type.substring(0, type.length() - 1)));
  }
}
