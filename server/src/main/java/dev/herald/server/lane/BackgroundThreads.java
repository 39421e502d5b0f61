package dev.herald.server.lane;

import dev.herald.server.platform.Niceness;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.concurrent.ThreadFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Virtual threads that are carried by threads of their own, which let all others of the process go
 * first. The JDK gives virtual threads neither priorities nor, so far, a public way to another
 * scheduler; where it does not let us (<code>--add-opens java.base/java.lang=ALL-UNNAMED</code> is
 * missing), they are like all others.
 */
final class BackgroundThreads {
  private static final Logger log = LoggerFactory.getLogger(BackgroundThreads.class);

  private BackgroundThreads() {}

  static ThreadFactory named(String prefix) {
    return builder().name(prefix, 0).factory();
  }

  private static Thread.Builder.OfVirtual builder() {
    try {
      Class<?> builder = Class.forName("java.lang.ThreadBuilders$VirtualThreadBuilder");
      MethodHandle constructor =
          MethodHandles.privateLookupIn(builder, MethodHandles.lookup())
              .findConstructor(builder, MethodType.methodType(void.class, Executor.class));
      return (Thread.Builder.OfVirtual) constructor.invoke(carriers());
    } catch (Throwable closed) {
      log.info("Background sends run beside all others: {}", closed.toString());
      return Thread.ofVirtual();
    }
  }

  /** As many as the JDK has for all others, in order of arrival. */
  private static Executor carriers() {
    return new ForkJoinPool(Runtime.getRuntime().availableProcessors(), Carrier::new, null, true);
  }

  private static final class Carrier extends ForkJoinWorkerThread {
    Carrier(ForkJoinPool pool) {
      super(pool);
    }

    @Override
    protected void onStart() {
      super.onStart();
      Niceness.lowerPriority();
    }
  }
}
