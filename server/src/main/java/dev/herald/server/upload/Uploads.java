package dev.herald.server.upload;

import dev.herald.server.authorization.Caller;
import dev.herald.server.platform.BodyAccount;
import dev.herald.server.platform.Ids;
import dev.herald.server.platform.csv.CsvForm;
import dev.herald.server.platform.csv.CsvRows;
import dev.herald.server.platform.csv.FormGuess;
import dev.herald.server.platform.problem.KeptText;
import dev.herald.server.platform.problem.RequestProblem;
import dev.herald.server.reason.FileFault;
import dev.herald.server.reason.Thing;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** The files that people brought within the last days. */
@Service
public class Uploads {
  private static final int PART = 256 * 1_024;
  private static final long LARGEST = 512L << 20;
  private static final int LONGEST_NAME = 200;

  private final UploadStore store;

  Uploads(UploadStore store) {
    this.store = store;
  }

  /**
   * Takes a file as it comes, a part at a time.
   *
   * @throws RequestProblem.Invalid when it is empty or too large
   */
  Upload take(String name, Caller caller, InputStream body, BodyAccount account)
      throws IOException {
    account.comesInLines();
    UUID id = Ids.next();
    FormGuess guess = new FormGuess();
    MessageDigest digest = sha256();
    long bytes = 0;
    int number = 0;
    try (var _ = account.take(2L * PART)) {
      for (byte[] part = read(body, account, bytes);
          part.length > 0;
          part = read(body, account, bytes)) {
        guess.add(part, part.length);
        digest.update(part);
        bytes += part.length;
        if (bytes > LARGEST) {
          throw new RequestProblem.Invalid("", new FileFault.FileTooLarge(LARGEST >> 20));
        }
        store.add(id, number, part);
        number++;
      }
      if (bytes == 0) {
        throw new RequestProblem.Invalid("", new FileFault.FileEmpty());
      }
      return store.complete(
          new UploadStore.Complete(id, caller.name(), named(name), bytes, guess.form()),
          digest.digest());
    } catch (IOException | RuntimeException failed) {
      store.delete(id);
      throw failed;
    }
  }

  private static String named(String name) {
    String kept = KeptText.kept(name).replaceAll("\\p{Cntrl}", " ").strip();
    return kept.length() <= LONGEST_NAME ? kept : kept.substring(0, LONGEST_NAME);
  }

  private static byte[] read(InputStream body, BodyAccount account, long before)
      throws IOException {
    long begun = System.nanoTime();
    byte[] part = body.readNBytes(PART);
    account.waited(System.nanoTime() - begun, before + part.length);
    return part;
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this JVM has no SHA-256", e);
    }
  }

  /**
   * @throws RequestProblem.NotFound also when somebody else brought it
   */
  public Upload get(Caller caller, @Nullable UUID id) {
    return store
        .find(id)
        .filter(upload -> upload.madeBy().equals(caller.name()))
        .orElseThrow(() -> new RequestProblem.NotFound(Thing.UPLOAD, String.valueOf(id)));
  }

  /** From its first row on; to be closed. */
  public CsvRows rows(UUID id, CsvForm form) {
    return CsvRows.of(new PartStream(number -> store.part(id, number)), form);
  }
}
