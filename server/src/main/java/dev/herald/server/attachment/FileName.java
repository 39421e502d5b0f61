package dev.herald.server.attachment;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a file may be called, and what its name says of its type. */
public final class FileName {
  /** In UTF-8 and escaped, so many fit in a line of a mail's header. */
  public static final int LONGEST = 100;

  /** What ends a header, leads out of a folder, or turns the order of what is read. */
  private static final Pattern UNSAFE =
      Pattern.compile("[\\p{Cntrl}\\p{Cf}\\p{Co}\\p{Cs}\\u2028\\u2029/\\\\\":*?<>|]");

  private static final Map<String, String> TYPES =
      Map.ofEntries(
          Map.entry("pdf", "application/pdf"),
          Map.entry("ofd", "application/ofd"),
          Map.entry("zip", "application/zip"),
          Map.entry("json", "application/json"),
          Map.entry("xml", "application/xml"),
          Map.entry("doc", "application/msword"),
          Map.entry("xls", "application/vnd.ms-excel"),
          Map.entry("ppt", "application/vnd.ms-powerpoint"),
          Map.entry(
              "docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
          Map.entry("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
          Map.entry(
              "pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
          Map.entry("txt", "text/plain"),
          Map.entry("csv", "text/csv"),
          Map.entry("ics", "text/calendar"),
          Map.entry("png", "image/png"),
          Map.entry("jpg", "image/jpeg"),
          Map.entry("jpeg", "image/jpeg"),
          Map.entry("gif", "image/gif"),
          Map.entry("webp", "image/webp"));

  private FileName() {}

  /** Whether a name is one that every mail program shows as it is. */
  public static boolean isSafe(String name) {
    return !name.isBlank()
        && name.length() <= LONGEST
        && name.equals(name.strip())
        && !name.startsWith(".")
        && !name.endsWith(".")
        && !UNSAFE.matcher(name).find();
  }

  /** The type that a name's ending stands for; empty when nobody knows. */
  public static Optional<String> mediaType(String name) {
    String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    return Optional.ofNullable(TYPES.get(ending));
  }
}
