package dev.herald.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckTest {
  private static final String GOOD =
      """
      connector: own-chat
      channel: chat
      destination: user
      contents: [text]
      request:
        post: https://chat.example.com/send
        json: { to: "${destination}", text: "${content.text}" }
      answer:
        accepted: ${body.code == 0}
      ambiguous: hold
      """;

  @TempDir Path folder;
  private final Locale before = Locale.getDefault();
  private final StringWriter out = new StringWriter();

  @BeforeEach
  void speaksEnglish() {
    Locale.setDefault(Locale.ENGLISH);
  }

  @AfterEach
  void speaksAsBefore() {
    Locale.setDefault(before);
  }

  @Test
  void aGoodFileIsFine() throws IOException {
    assertThat(check(write("own.yaml", GOOD))).isZero();
    assertThat(out.toString()).contains("connector “own-chat” can be used");
  }

  @Test
  void aMistakeIsToldWithFileLineAndMend() throws IOException {
    Path file = write("own.yaml", GOOD.replace("body.code", "bdy.code"));

    assertThat(check(file)).isEqualTo(1);
    assertThat(out.toString())
        .contains(file + ":9: answer.accepted: “bdy” is not known here; did you mean “body”?");
  }

  @Test
  void aMistakeIsToldInTheLanguageOfTheEnvironment() throws IOException {
    Path file = write("own.yaml", GOOD.replace("body.code", "bdy.code"));
    Locale.setDefault(Locale.SIMPLIFIED_CHINESE);

    assertThat(check(file)).isEqualTo(1);
    assertThat(out.toString())
        .contains(file + ":9: answer.accepted: 这里没有“bdy”；是不是“body”？", file + ": 不能使用");
  }

  @Test
  void whatIsSaidInVainIsToldToo() throws IOException {
    assertThat(check(write("own.yaml", GOOD.replace("content.text", "content.markdown")))).isZero();
    assertThat(out.toString())
        .contains(":7: request.json.text: reads content.markdown", "“contents” does not declare");
  }

  @Test
  void aFolderIsCheckedAsAServerReadsIt() throws IOException {
    write("own.yaml", GOOD);
    write("second.yaml", GOOD);
    write("third.yml", GOOD);

    assertThat(check(folder)).isEqualTo(1);
    assertThat(out.toString())
        .contains("second.yaml:1: connector: “own-chat” is what ", "rename it to third.yaml");
  }

  private Path write(String file, String yaml) throws IOException {
    return Files.writeString(folder.resolve(file), yaml);
  }

  private int check(Path path) {
    return Herald.commandLine().setOut(new PrintWriter(out)).execute("check", path.toString());
  }
}
