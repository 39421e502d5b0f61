package dev.herald.sandbox.cap;

import java.util.LinkedHashMap;
import java.util.Map;

/** What was seen lately: keys with the time of their last sighting, the oldest forgotten first. */
public final class Recent {
  private final Map<String, Long> seen;

  public Recent(int kept) {
    this.seen =
        new LinkedHashMap<>() {
          @Override
          protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
            return size() > kept;
          }
        };
  }

  /**
   * Notes the key when it was not seen within the span; leaves the time of its sighting when it
   * was.
   *
   * @param now in milliseconds
   * @param span in milliseconds
   * @return whether it is new
   */
  public synchronized boolean isNew(String key, long now, long span) {
    Long before = seen.get(key);
    if (before != null && now - before < span) {
      return false;
    }
    seen.remove(key);
    seen.put(key, now);
    return true;
  }
}
