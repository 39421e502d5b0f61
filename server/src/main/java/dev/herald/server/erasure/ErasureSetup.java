package dev.herald.server.erasure;

import dev.herald.server.application.Applications;
import dev.herald.server.directory.PersonalData;
import dev.herald.server.directory.Recipients;
import dev.herald.server.node.Nodes;
import dev.herald.server.node.Templates;
import dev.herald.server.suppression.Suppressions;
import dev.herald.server.task.Remnants;
import dev.herald.server.task.store.Cancellation;
import dev.herald.server.task.store.MessageErasure;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ErasureSetup {
  @Bean
  Erasure.Traces erasedTraces(
      Cancellation cancellation, MessageErasure emptying, List<Remnants> remnants) {
    return new Erasure.Traces(cancellation, emptying, remnants);
  }

  @Bean
  Erasure.Kept erasedKept(
      Recipients recipients, Suppressions suppressions, ObjectProvider<PersonalData> others) {
    return new Erasure.Kept(recipients, suppressions, others.orderedStream().toList());
  }

  @Bean
  PersonExport.Whose exportedWhose(Applications applications, Nodes nodes, Templates templates) {
    return new PersonExport.Whose(applications, nodes, templates);
  }
}
