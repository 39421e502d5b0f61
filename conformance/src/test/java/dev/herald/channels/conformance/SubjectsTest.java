package dev.herald.channels.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.channel.Connector;
import dev.herald.channels.Connectors;
import org.junit.jupiter.api.Test;

class SubjectsTest {

  @Test
  void every_connector_that_is_shipped_is_asked() {
    try (Connectors shipped = Rig.shipped()) {
      assertThat(Subjects.all())
          .extracting(Subject::connector)
          .doesNotHaveDuplicates()
          .containsAll(
              shipped.all().stream().map(Connector::description).map(each -> each.name()).toList());
    }
  }
}
