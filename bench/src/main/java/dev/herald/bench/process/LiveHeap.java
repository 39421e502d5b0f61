package dev.herald.bench.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a JVM's heap holds that is in use: what is left after a full collection. */
public record LiveHeap(long pid) {
  private static final String JCMD =
      Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
  private static final Pattern USED = Pattern.compile("\\bused (\\d+)K");
  private static final double KILOBYTES_PER_MEGABYTE = 1024;

  /** Collects, which stops the JVM for a moment. */
  public double megabytes() {
    ask("GC.run");
    Matcher used = USED.matcher(ask("GC.heap_info"));
    if (!used.find()) {
      throw new BenchFailure("the JVM " + pid + " does not say what its heap holds");
    }
    return Long.parseLong(used.group(1)) / KILOBYTES_PER_MEGABYTE;
  }

  private String ask(String question) {
    try {
      Process asked =
          new ProcessBuilder(JCMD, Long.toString(pid), question).redirectErrorStream(true).start();
      return new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException failure) {
      throw new BenchFailure("jcmd can't be run: " + failure.getMessage());
    }
  }
}
