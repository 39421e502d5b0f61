package dev.herald.server.platform.csv;

import com.fasterxml.jackson.annotation.JsonValue;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The encodings that table programs write. */
public enum CsvEncoding {
  UTF_8("UTF-8", StandardCharsets.UTF_8),
  UTF_16LE("UTF-16LE", StandardCharsets.UTF_16LE),
  UTF_16BE("UTF-16BE", StandardCharsets.UTF_16BE),
  /** Reads GBK and GB2312 too, which it contains. */
  GB18030("GB18030", Charset.forName("GB18030"));

  private final String word;
  private final Charset charset;

  CsvEncoding(String word, Charset charset) {
    this.word = word;
    this.charset = charset;
  }

  @JsonValue
  public String word() {
    return word;
  }

  Charset charset() {
    return charset;
  }

  public static Optional<CsvEncoding> named(String word) {
    return Arrays.stream(values()).filter(each -> each.word.equalsIgnoreCase(word)).findFirst();
  }

  public static List<String> words() {
    return Arrays.stream(values()).map(CsvEncoding::word).toList();
  }
}
