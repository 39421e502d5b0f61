package dev.herald.server.intake.plan;

import dev.herald.channel.Reason;
import dev.herald.channel.network.WebAddress;
import dev.herald.server.attachment.FileName;
import dev.herald.server.platform.Spelling;
import dev.herald.server.platform.problem.FieldErrors;
import dev.herald.server.reason.AttachmentFault;
import dev.herald.server.reason.SubmissionFault;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads the files that a submission names, and says what is not of their form. */
public final class AttachmentReader {
  private static final List<String> FIELDS = List.of("contentId", "file", "name", "url");
  private static final Pattern CONTENT_ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");
  private static final int MOST = 100;
  private static final int LONGEST_URL = 2_048;

  private final String path;
  private final FieldErrors errors;
  private boolean wrong;

  private AttachmentReader(String path, FieldErrors errors) {
    this.path = path;
    this.errors = errors;
  }

  public static List<MessageRequest.Attachment> read(
      @Nullable JsonNode list, String path, FieldErrors errors) {
    if (list == null || list.isNull()) {
      return List.of();
    }
    if (!list.isArray()) {
      errors.add(path, new AttachmentFault.AttachmentsNotList());
      return List.of();
    }
    if (list.size() > MOST) {
      errors.add(path, new AttachmentFault.AttachmentsTooMany(list.size(), MOST));
      return List.of();
    }
    List<MessageRequest.Attachment> read = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      new AttachmentReader("%s[%d]".formatted(path, i), errors)
          .read(list.get(i))
          .ifPresent(read::add);
    }
    return read;
  }

  private Optional<MessageRequest.Attachment> read(JsonNode entry) {
    if (!entry.isObject()) {
      errors.add(path, new AttachmentFault.AttachmentFromNowhere());
      return Optional.empty();
    }
    for (String name : entry.propertyNames()) {
      if (!FIELDS.contains(name)) {
        wrong(name, Spelling.unknownField(name, FIELDS));
      }
    }
    String file = text(entry, "file");
    String url = text(entry, "url");
    String name = text(entry, "name");
    String contentId = text(entry, "contentId");
    if ((file == null) == (url == null) && !wrong) {
      errors.add(path, new AttachmentFault.AttachmentFromNowhere());
      wrong = true;
    }
    if (url != null && !isUrl(url)) {
      wrong("url", new AttachmentFault.AttachmentUrlInvalid());
    }
    if (name == null ? url != null : !FileName.isSafe(name)) {
      wrong("name", new AttachmentFault.AttachmentNameInvalid(FileName.LONGEST));
    }
    if (contentId != null && !CONTENT_ID.matcher(contentId).matches()) {
      wrong("contentId", new AttachmentFault.ContentIdInvalid());
    }
    UUID id = file == null ? null : id(file);
    return wrong
        ? Optional.empty()
        : Optional.of(new MessageRequest.Attachment(path, id, url, name, contentId));
  }

  private @Nullable UUID id(String file) {
    try {
      return UUID.fromString(file);
    } catch (IllegalArgumentException _) {
      wrong("file", new AttachmentFault.AttachmentFileUnknown(file));
      return null;
    }
  }

  private static boolean isUrl(String url) {
    try {
      WebAddress.parse(url);
      return url.length() <= LONGEST_URL;
    } catch (IllegalArgumentException _) {
      return false;
    }
  }

  private @Nullable String text(JsonNode entry, String name) {
    JsonNode value = entry.get(name);
    if (value == null || value.isNull()) {
      return null;
    }
    if (!value.isString()) {
      wrong(name, new SubmissionFault.TextNotText());
      return null;
    }
    return value.stringValue();
  }

  private void wrong(String name, Reason reason) {
    errors.add(path + "." + name, reason);
    wrong = true;
  }
}
