package dev.herald.server.attachment;

import dev.herald.channel.Content;
import dev.herald.server.authorization.Application;
import dev.herald.server.platform.BodyAccount;
import dev.herald.server.platform.Ids;
import dev.herald.server.platform.problem.FieldErrors;
import dev.herald.server.platform.problem.RequestProblem;
import dev.herald.server.reason.AttachmentFault;
import dev.herald.server.task.AttachedFile;
import dev.herald.server.task.NewMessage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Service;

/**
 * The files that go with emails: takes them, finds them, and brings those of a message together.
 */
@Service
public class Attachments {
  private static final int PART = 64 * 1_024;

  private final FileStore store;
  private final Fetching fetching;
  private final AttachmentSettings settings;

  Attachments(FileStore store, Fetching fetching, AttachmentSettings settings) {
    this.store = store;
    this.fetching = fetching;
    this.settings = settings;
  }

  public AttachmentSettings settings() {
    return settings;
  }

  /** The application's files with these ids; others are not found. */
  public Map<UUID, KeptFile> find(UUID application, Collection<UUID> ids) {
    return ids.isEmpty() ? Map.of() : store.find(application, ids);
  }

  /**
   * Keeps a file.
   *
   * @param declared its length; negative when not said
   * @throws RequestProblem.Invalid naming what is wrong with it
   */
  KeptFile take(
      Application application,
      String madeBy,
      String name,
      String mediaType,
      InputStream body,
      long declared,
      BodyAccount account)
      throws IOException {
    FieldErrors errors = new FieldErrors();
    if (!FileName.isSafe(name)) {
      errors.add("name", new AttachmentFault.AttachmentNameInvalid(FileName.LONGEST));
    }
    if (!settings.take(mediaType)) {
      errors.add(
          "Content-Type", new AttachmentFault.AttachmentTypeRefused(mediaType, settings.types()));
    }
    if (declared > settings.largestFile().toBytes()) {
      errors.add("", tooLarge());
    }
    errors.throwIfAny();
    Deque<BodyAccount.Taken> room = new ArrayDeque<>();
    try {
      byte[] bytes = read(body, account, room);
      if (store.unused(application.id()) + bytes.length > settings.mostUnused().toBytes()) {
        throw new RequestProblem.Invalid(
            "",
            new AttachmentFault.AttachmentsUnused(AttachmentSettings.words(settings.mostUnused())));
      }
      return store.add(Ids.next(), application.id(), madeBy, name, mediaType, bytes);
    } finally {
      room.forEach(BodyAccount.Taken::close);
    }
  }

  private byte[] read(InputStream body, BodyAccount account, Deque<BodyAccount.Taken> room)
      throws IOException {
    account.comesInLines();
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    while (true) {
      room.add(account.take(PART));
      long begun = System.nanoTime();
      byte[] part = body.readNBytes(PART);
      account.waited(System.nanoTime() - begun, (long) whole.size() + part.length);
      whole.writeBytes(part);
      if (whole.size() > settings.largestFile().toBytes()) {
        throw new RequestProblem.Invalid("", tooLarge());
      }
      if (part.length < PART) {
        break;
      }
    }
    if (whole.size() == 0) {
      throw new RequestProblem.Invalid("", new AttachmentFault.AttachmentEmpty());
    }
    return whole.toByteArray();
  }

  private AttachmentFault tooLarge() {
    return new AttachmentFault.AttachmentTooLarge(AttachmentSettings.words(settings.largestFile()));
  }

  /** Blocks while files are fetched. Their bytes are in memory then. */
  public Loading load(NewMessage message) {
    List<Content.Attachment> files = new ArrayList<>();
    long bytes = 0;
    for (AttachedFile file : message.context().attached()) {
      Loading loading = load(message, file);
      if (!(loading instanceof Loading.Loaded(List<Content.Attachment> loaded))) {
        return loading;
      }
      files.addAll(loaded);
      bytes += loaded.stream().mapToLong(each -> each.bytes().length).sum();
      if (bytes > settings.largestMessage().toBytes()) {
        return new Loading.Never(
            new AttachmentFault.AttachmentsTooLarge(
                AttachmentSettings.words(settings.largestMessage())));
      }
    }
    return new Loading.Loaded(files);
  }

  private Loading load(NewMessage message, AttachedFile file) {
    UUID kept = file.file();
    if (kept == null) {
      return fetching.fetch(message.id(), file, message.context().goesToStandIns());
    }
    return store
        .content(kept)
        .<Loading>map(bytes ->
            new Loading.Loaded(
                List.of(
                    new Content.Attachment(
                        file.name(), file.mediaType(), file.contentId(), bytes))))
        .orElseGet(() -> new Loading.Never(new AttachmentFault.AttachmentGone()));
  }
}
