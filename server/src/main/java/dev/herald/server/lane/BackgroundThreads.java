package dev.herald.server.lane;

import dev.herald.server.platform.Niceness;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
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
final class BackgroundThreads implements ThreadFactory {
  private static final Logger log = LoggerFactory.getLogger(BackgroundThreads.class);
  private static final ThreadMXBean TIMES = ManagementFactory.getThreadMXBean();

  private final Set<Thread> carriers = ConcurrentHashMap.newKeySet();
  private final ThreadFactory threads;

  BackgroundThreads(String prefix) {
    this.threads = builder().name(prefix, 0).factory();
  }

  @Override
  public Thread newThread(Runnable work) {
    return threads.newThread(work);
  }

  /** Processor time of those that carry them now, so far, in nanoseconds. */
  long processorTime() {
    long sum = 0;
    for (Thread carrier : carriers) {
      sum += Math.max(0, TIMES.getThreadCpuTime(carrier.threadId()));
    }
    return sum;
  }

  private Thread.Builder.OfVirtual builder() {
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
  private Executor carriers() {
    return new ForkJoinPool(Runtime.getRuntime().availableProcessors(), Carrier::new, null, true);
  }

  private final class Carrier extends ForkJoinWorkerThread {
    Carrier(ForkJoinPool pool) {
      super(pool);
    }

    @Override
    protected void onStart() {
      super.onStart();
      Niceness.lowerPriority();
      carriers.add(this);
    }

    @Override
    protected void onTermination(Throwable failure) {
      carriers.remove(this);
      super.onTermination(failure);
    }
  }
}
