package dev.herald.bench.process;

import java.io.IOException;
import java.util.Arrays;

/**
 * Runs another main class in this JVM for as long as whoever started it lives: standard input is
 * the leash, and its end is the end of the process.
 */
public final class Leash {
  private Leash() {}

  /**
   * @param arguments the name of a main class, then its arguments
   */
  public static void main(String[] arguments) throws ReflectiveOperationException {
    Thread.ofPlatform().name("leash").daemon().start(Leash::endWithParent);
    Class.forName(arguments[0])
        .getMethod("main", String[].class)
        .invoke(null, (Object) Arrays.copyOfRange(arguments, 1, arguments.length));
  }

  private static void endWithParent() {
    try {
      while (System.in.read() >= 0) {
        // Nothing is said on a leash.
      }
    } catch (IOException gone) {
      // As good as its end.
    }
    Runtime.getRuntime().halt(0);
  }
}
