package dev.herald.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class MarkerTest {
  private final Marker marker = new Marker("\"status\":202");

  private void look(String text) {
    marker.look(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)));
  }

  @Test
  void everyOccurrenceCounts() {
    look("{\"status\":202}\n{\"status\":422}\n{\"status\":202}\n");
    assertThat(marker.count()).isEqualTo(2);
  }

  @Test
  void oneThatLiesAcrossTwoPiecesCountsOnce() {
    look("{\"sta");
    look("tus\":20");
    look("2}");
    assertThat(marker.count()).isEqualTo(1);
  }

  @Test
  void aFalseStartMayBeTheBeginningOfARealOne() {
    look("\"\"status\":202");
    assertThat(marker.count()).isEqualTo(1);
  }
}
