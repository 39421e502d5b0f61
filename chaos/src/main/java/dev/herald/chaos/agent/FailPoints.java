package dev.herald.chaos.agent;

import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** What the woven calls reach. Public, since they come from the server's classes. */
public final class FailPoints {
  private static final Map<String, Armed> ARMED = new ConcurrentHashMap<>();

  private FailPoints() {}

  /** What happens when a point is passed for the nth time. */
  sealed interface Action {
    record Kill() implements Action {}

    /** A while after it was passed: for what happens during a call. */
    record KillIn(long millis) implements Action {}

    record Fail(String state, int times) implements Action {}

    static Action parse(String text) {
      String[] parts = text.split(":");
      return switch (parts[0]) {
        case "kill" -> new Kill();
        case "kill-in" -> new KillIn(Long.parseLong(parts[1]));
        case "fail" -> new Fail(parts[1], Integer.parseInt(parts[2]));
        default -> throw new IllegalArgumentException("there is no action '" + text + "'");
      };
    }
  }

  private record Armed(Action action, AtomicInteger passesLeft) {}

  static void arm(FailPoint point, Action action, int pass) {
    ARMED.put(point.name(), new Armed(action, new AtomicInteger(pass)));
  }

  static void disarm() {
    ARMED.clear();
  }

  /** Called by the server at each point. */
  public static void reach(String point) {
    Armed armed = ARMED.get(point);
    if (armed == null) {
      return;
    }
    int left = armed.passesLeft.decrementAndGet();
    switch (armed.action) {
      case Action.Kill _ when left == 0 -> Signal.killThisProcess();
      case Action.KillIn(long millis) when left == 0 -> killIn(millis);
      case Action.Fail(String state, int times) when left <= 0 && left > -times ->
          throwUnchecked(new SQLException("injected by the harness", state));
      case Action.Kill _, Action.KillIn _, Action.Fail _ -> {}
    }
  }

  private static void killIn(long millis) {
    Thread.ofPlatform()
        .daemon()
        .start(() -> {
          try {
            Thread.sleep(millis);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          Signal.killThisProcess();
        });
  }

  /** The woven method does not declare it; the server meets it as its driver's. */
  @SuppressWarnings("unchecked")
  private static <E extends Throwable> void throwUnchecked(Throwable failure) throws E {
    throw (E) failure;
  }
}
