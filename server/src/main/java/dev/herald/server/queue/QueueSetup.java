package dev.herald.server.queue;

import dev.herald.server.intake.Intake;
import dev.herald.server.job.RecurringJob;
import java.time.Duration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(QueueSettings.class)
class QueueSetup {
  @Bean
  Receiver.Parts receiverParts(
      Envelope envelope,
      Intake intake,
      Quarantine quarantine,
      Congestion congestion,
      RecordAnswers answers) {
    return new Receiver.Parts(envelope, intake, quarantine, congestion, answers);
  }

  @Bean
  RecurringJob forgetQuarantine(Quarantine quarantine) {
    return new RecurringJob("forget-quarantine", Duration.ofHours(6), quarantine::forget);
  }
}
