package dev.herald.channels;

import dev.herald.channels.reason.DefinitionReason;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** A file of a folder of definitions, read. Equal as long as it says the same. */
sealed interface FoundFile {

  /** A definition, or what should be one. */
  record Written(String yaml) implements FoundFile {}

  /**
   * Not to be used at all.
   *
   * @param why and the mend
   */
  record Unread(DefinitionReason why) implements FoundFile {}

  int LARGEST_BYTES = 256 * 1024;
  String ENDING = ".yaml";
  Pattern MISNAMED = Pattern.compile("(?i).*\\.(ya?ml|json)");

  /**
   * The files of a folder by name; none when it does not exist. A name that begins with a dot is an
   * editor's or the system's.
   *
   * @throws IOException when the folder can't be read
   */
  static Map<String, FoundFile> in(Path folder) throws IOException {
    Map<String, FoundFile> found = new TreeMap<>();
    if (!Files.isDirectory(folder)) {
      return found;
    }
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        String name = file.getFileName().toString();
        if (MISNAMED.matcher(name).matches() && !name.startsWith(".")) {
          found.put(name, of(file));
        }
      }
      return found;
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
  }

  static FoundFile of(Path file) {
    String name = file.getFileName().toString();
    if (!name.endsWith(ENDING)) {
      return new Unread(
          new DefinitionReason.FileMisnamed(
              name.replaceFirst("\\.[^.]*$", "").toLowerCase(Locale.ROOT) + ENDING));
    }
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      // A pipe would be waited for, and a device may have no end.
      return new Unread(new DefinitionReason.FileIrregular());
    }
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(LARGEST_BYTES + 1);
      return bytes.length > LARGEST_BYTES
          ? new Unread(new DefinitionReason.FileTooLong(LARGEST_BYTES / 1024))
          : new Written(text(bytes));
    } catch (CharacterCodingException _) {
      return new Unread(new DefinitionReason.FileNotUtf8());
    } catch (IOException e) {
      return new Unread(new DefinitionReason.FileUnreadable(e.toString()));
    }
  }

  private static String text(byte[] bytes) throws CharacterCodingException {
    return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
  }
}
