package dev.herald.server.platform;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The priority of single threads, which is Linux's alone: elsewhere {@code setpriority} speaks of
 * the whole process, and nothing is done.
 */
public final class Niceness {
  private static final Logger log = LoggerFactory.getLogger(Niceness.class);

  /** A third of the processor time of an ordinary thread that wants it, too. */
  private static final int NICE = 5;

  private static final int PRIO_PROCESS = 0;
  private static final int THIS_THREAD = 0;

  private Niceness() {}

  /** Of the thread that calls it. */
  public static void lowerPriority() {
    if (!System.getProperty("os.name").equals("Linux")) {
      return;
    }
    try {
      Linker linker = Linker.nativeLinker();
      MethodHandle setpriority =
          linker.downcallHandle(
              linker.defaultLookup().findOrThrow("setpriority"),
              FunctionDescriptor.of(
                  ValueLayout.JAVA_INT,
                  ValueLayout.JAVA_INT,
                  ValueLayout.JAVA_INT,
                  ValueLayout.JAVA_INT));
      int _ = (int) setpriority.invokeExact(PRIO_PROCESS, THIS_THREAD, NICE);
    } catch (Throwable unsupported) {
      log.info("Threads keep their priority: {}", unsupported.toString());
    }
  }
}
