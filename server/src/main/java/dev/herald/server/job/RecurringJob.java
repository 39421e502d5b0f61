package dev.herald.server.job;

import java.time.Duration;
import java.util.regex.Pattern;

/**
 * Work that is done again and again, by one process of the cluster at a time.
 *
 * @param name stable, lower case: the key of the job's row, and what people see
 * @param every from the end of a run to the begin of the next
 * @param work may fail with an exception; may be cut off at any point by the end of the process,
 *     and is then run again
 */
public record RecurringJob(String name, Duration every, Runnable work) {
  private static final Pattern NAME = Pattern.compile("[a-z][a-z-]{0,59}");

  public RecurringJob {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("'%s' is not a valid name of a job".formatted(name));
    }
    if (!every.isPositive()) {
      throw new IllegalArgumentException("job '%s' needs a positive interval".formatted(name));
    }
  }
}
