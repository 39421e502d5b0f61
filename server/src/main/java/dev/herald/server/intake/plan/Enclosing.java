package dev.herald.server.intake.plan;

import dev.herald.server.attachment.AttachmentSettings;
import dev.herald.server.attachment.Attachments;
import dev.herald.server.attachment.FileName;
import dev.herald.server.attachment.KeptFile;
import dev.herald.server.platform.problem.FieldErrors;
import dev.herald.server.reason.AttachmentFault;
import dev.herald.server.task.AttachedFile;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The files that a submission names, and what is wrong with them. */
final class Enclosing {
  private final AttachmentSettings settings;
  private final Map<UUID, KeptFile> kept;
  private final List<Named> shared;
  private final FieldErrors errors;

  /** A file, and what is equal for equal ones. */
  private record Named(String path, AttachedFile file, String likeness) {}

  private Enclosing(
      AttachmentSettings settings,
      Map<UUID, KeptFile> kept,
      List<MessageRequest.Attachment> shared,
      FieldErrors errors) {
    this.settings = settings;
    this.kept = kept;
    this.errors = errors;
    this.shared = named(shared);
  }

  /** One look-up for all of them; none where there are none. */
  static Enclosing of(
      Attachments attachments, UUID application, MessageRequest request, FieldErrors errors) {
    Set<UUID> ids = new HashSet<>();
    addIds(ids, request.attachments());
    request.to().forEach(to -> addIds(ids, to.attachments()));
    return new Enclosing(
        attachments.settings(), attachments.find(application, ids), request.attachments(), errors);
  }

  private static void addIds(Set<UUID> ids, List<MessageRequest.Attachment> attachments) {
    for (MessageRequest.Attachment each : attachments) {
      if (each.file() != null) {
        ids.add(each.file());
      }
    }
  }

  private List<Named> named(List<MessageRequest.Attachment> written) {
    return written.stream().flatMap(each -> named(each).stream()).toList();
  }

  private Optional<Named> named(MessageRequest.Attachment written) {
    if (written.file() == null) {
      return fetched(written, Objects.requireNonNull(written.url()));
    }
    KeptFile file = kept.get(written.file());
    if (file == null) {
      errors.add(
          written.path() + ".file",
          new AttachmentFault.AttachmentFileUnknown(written.file().toString()));
      return Optional.empty();
    }
    String name = written.name() == null ? file.name() : written.name();
    return Optional.of(
        new Named(
            written.path(),
            new AttachedFile(
                name, file.mediaType(), written.contentId(), file.id(), null, file.bytes()),
            file.digest() + " " + name + " " + written.contentId()));
  }

  /** A file that is fetched is of the type that its name ends with. */
  private Optional<Named> fetched(MessageRequest.Attachment written, String url) {
    String name = Objects.requireNonNull(written.name());
    Optional<String> type = FileName.mediaType(name);
    if (type.isEmpty()) {
      errors.add(written.path() + ".name", new AttachmentFault.AttachmentTypeUnknown(name));
    } else if (!settings.take(type.get())) {
      errors.add(
          written.path() + ".name",
          new AttachmentFault.AttachmentTypeRefused(type.get(), settings.types()));
    }
    return type.map(of ->
        new Named(
            written.path(),
            new AttachedFile(name, of, written.contentId(), null, url, 0),
            url + " " + name + " " + written.contentId()));
  }

  Enclosure of(Person person) {
    List<MessageRequest.Attachment> own = person.to().attachments();
    if (shared.isEmpty() && own.isEmpty()) {
      return Enclosure.NONE;
    }
    List<Named> all = new ArrayList<>(shared);
    all.addAll(named(own));
    check(all, own.isEmpty() ? "attachments" : person.path() + ".attachments");
    StringBuilder likeness = new StringBuilder();
    all.forEach(each -> likeness.append('\n').append(each.likeness));
    return new Enclosure(all.stream().map(Named::file).toList(), likeness.toString());
  }

  private void check(List<Named> all, String path) {
    if (all.size() > settings.most()) {
      errors.add(path, new AttachmentFault.AttachmentsTooMany(all.size(), settings.most()));
    }
    long bytes = all.stream().mapToLong(each -> each.file.bytes()).sum();
    if (bytes > settings.largestMessage().toBytes()) {
      errors.add(
          path,
          new AttachmentFault.AttachmentsTooLarge(
              AttachmentSettings.words(settings.largestMessage())));
    }
    Set<String> contentIds = new HashSet<>();
    for (Named each : all) {
      String contentId = each.file.contentId();
      if (contentId != null && !contentIds.add(contentId)) {
        errors.add(each.path + ".contentId", new AttachmentFault.ContentIdTwice(contentId));
      }
      if (contentId != null && !each.file.mediaType().startsWith("image/")) {
        errors.add(
            each.path + ".contentId",
            new AttachmentFault.ContentIdOfNoPicture(each.file.mediaType()));
      }
    }
  }
}
