package dev.herald.server.job;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How this process takes part in the cluster's jobs.
 *
 * @param poll how often it looks for one that is due
 * @param heartbeat how often it says that it still runs one; after four that are missing another
 *     process runs it
 * @param drain how long a run that has begun may go on when the process is asked to end
 */
@ConfigurationProperties("herald.jobs")
record JobSettings(
    @DefaultValue("5s") Duration poll,
    @DefaultValue("15s") Duration heartbeat,
    @DefaultValue("10s") Duration drain) {}
