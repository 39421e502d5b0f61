package dev.herald.channels.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SubjectsTest {

  @Test
  void every_connector_that_is_shipped_is_asked() {
    assertThat(Subjects.rows())
        .extracting(Subject::connector)
        .doesNotHaveDuplicates()
        .containsAll(Subjects.shipped());
  }
}
