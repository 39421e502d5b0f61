package dev.herald.bench.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * The child's side of {@link Child#ask}: questions come as lines of JSON on standard input, and
 * each answer leaves as one on standard output. The end of the input ends the process.
 */
public final class Answering {
  private static final JsonMapper JSON = JsonMapper.shared();

  private Answering() {}

  /** Answers one question. */
  @FunctionalInterface
  public interface Answer<Q> {
    Object to(Q question) throws Exception;
  }

  /**
   * Says that the process is ready, and answers until nobody asks any more. Whatever else the
   * process prints goes to standard error.
   *
   * @param ready the answer to a question that nobody had to ask
   */
  public static <Q> void serve(Object ready, Class<Q> question, Answer<Q> answer) throws Exception {
    PrintStream out = System.out;
    System.setOut(System.err);
    out.println(JSON.writeValueAsString(ready));
    out.flush();
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = read(in); line != null; line = read(in)) {
      out.println(JSON.writeValueAsString(answer.to(JSON.readValue(line, question))));
      out.flush();
    }
  }

  private static @Nullable String read(BufferedReader in) {
    try {
      return in.readLine();
    } catch (IOException gone) {
      return null;
    }
  }
}
