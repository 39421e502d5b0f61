package dev.herald.server.identity.session;

import dev.herald.server.job.RecurringJob;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.session.jdbc.JdbcIndexedSessionRepository;

/** Lets go of sessions and invitations whose time is over. */
@Configuration(proxyBeanMethods = false)
class SessionJobs {
  @Bean
  RecurringJob endSessions(JdbcIndexedSessionRepository sessions) {
    return new RecurringJob(
        "end-sessions", Duration.ofMinutes(5), sessions::cleanUpExpiredSessions);
  }

  @Bean
  RecurringJob forgetInvitations(JdbcClient jdbc) {
    return new RecurringJob(
        "forget-invitations",
        Duration.ofHours(6),
        () -> jdbc.sql("delete from one_time_link where expires_at < now()").update());
  }
}
