package dev.herald.server.platform.csv;

import dev.herald.server.reason.FileFault;

/** A file that can't be read, or not further. What was read of it before stands. */
public final class CsvUnreadable extends RuntimeException {
  private final transient FileFault reason;

  public CsvUnreadable(FileFault reason) {
    super(reason.toString(), null, false, false);
    this.reason = reason;
  }

  public FileFault reason() {
    return reason;
  }
}
