package dev.herald.server.directory;

import java.util.List;
import java.util.Map;

/** What a package keeps about a recipient, beside messages: shown to and erased for the person. */
public interface PersonalData {
  /** What it is, as a report names it. */
  String name();

  /** As JSON. */
  List<Map<String, Object>> of(Recipient recipient);

  /**
   * @return how much went
   */
  int erase(Recipient recipient);
}
