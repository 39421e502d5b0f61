package dev.herald.chaos.agent;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.invoke.MethodHandle;

/** SIGKILL to this very process: no hook, no finally, no flush. */
final class Signal {
  private static final int SIGKILL = 9;
  private static final MethodHandle KILL =
      Linker.nativeLinker()
          .downcallHandle(
              Linker.nativeLinker().defaultLookup().find("kill").orElseThrow(),
              FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT));

  private Signal() {}

  static void killThisProcess() {
    try {
      var _ = (int) KILL.invokeExact((int) ProcessHandle.current().pid(), SIGKILL);
    } catch (Throwable impossible) {
      Runtime.getRuntime().halt(137);
    }
  }
}
