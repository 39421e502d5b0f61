/**
 * Work that a cluster shares: named jobs on db-scheduler.
 *
 * <p>A module declares a {@link dev.herald.server.job.RecurringJob} as a bean. Every process with
 * the role {@code cron} offers to run it.
 *
 * <p>What this package guarantees:
 *
 * <ul>
 *   <li>One process at a time runs a job. When that process dies, another runs the job within a
 *       minute or two.
 *   <li>A job that fails is tried again, later each time and no later than its interval. Other jobs
 *       go on meanwhile.
 *   <li>The last run of each job is kept: by which process, when, how long, and why it failed.
 * </ul>
 */
@ApplicationModule(allowedDependencies = "platform")
@NullMarked
package dev.herald.server.job;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
