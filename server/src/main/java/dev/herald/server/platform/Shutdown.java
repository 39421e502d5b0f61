package dev.herald.server.platform;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.stereotype.Component;

/** Whether this process is leaving: it takes nothing new and lets go of what it has not begun. */
@Component
public class Shutdown {
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
  private volatile boolean begun;

  public boolean begun() {
    return begun;
  }

  public void onBegin(Runnable listener) {
    listeners.add(listener);
  }

  public void begin() {
    begun = true;
    listeners.forEach(Runnable::run);
  }
}
