package dev.herald.server.platform.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.server.platform.BodyAccount;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NdjsonLinesTest {

  @Test
  void givesEachLineWithItsNumber() throws IOException {
    assertThat(read("{}\r\n\n  \n[1]", 100)).containsExactly("1:{}\r", "4:[1]");
  }

  @Test
  void passesOverALineThatIsTooLongAndReadsOn() throws IOException {
    assertThat(read("12345\n123456\n1", 5)).containsExactly("1:12345", "2:too long", "3:1");
  }

  @Test
  void nothingHasNoLines() throws IOException {
    assertThat(read("", 5)).isEmpty();
  }

  @Test
  void aLineMayReachOverWhatIsReadAtOnce() throws IOException {
    String first = "1".repeat(50_000);
    String second = "2".repeat(150_000);

    assertThat(read(first + "\n" + second + "\n3", 200_000))
        .containsExactly("1:" + first, "2:" + second, "3:3");
    assertThat(read(first + "\n" + second + "\n3", 100_000))
        .containsExactly("1:" + first, "2:too long", "3:3");
  }

  private static List<String> read(String body, int longest) throws IOException {
    NdjsonLines lines =
        new NdjsonLines(
            new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)),
            BodyAccount.NONE,
            longest);
    List<String> read = new ArrayList<>();
    Optional<NdjsonLines.Line> line = lines.next();
    while (line.isPresent()) {
      String json =
          line.get().json().map(b -> new String(b, StandardCharsets.UTF_8)).orElse("too long");
      read.add(line.get().number() + ":" + json);
      line = lines.next();
    }
    return read;
  }
}
