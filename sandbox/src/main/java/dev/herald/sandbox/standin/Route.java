package dev.herald.sandbox.standin;

import dev.herald.sandbox.http.Request;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A method with a path in which {@code {name}} stands for any text without a slash, and {@code
 * {name*}} for any text.
 */
record Route(String method, Pattern path, List<String> variables) {
  private static final Pattern VARIABLE = Pattern.compile("\\{(\\w+)(\\*?)}");

  /**
   * @param route {@code POST /bot{token}/sendMessage}
   */
  static Route of(String route) {
    String[] words = route.split(" ", 2);
    List<String> variables = new ArrayList<>();
    StringBuilder regex = new StringBuilder();
    Matcher variable = VARIABLE.matcher(words[1]);
    int end = 0;
    while (variable.find()) {
      regex
          .append(Pattern.quote(words[1].substring(end, variable.start())))
          .append(variable.group(2).isEmpty() ? "([^/]*)" : "(.*)");
      variables.add(variable.group(1));
      end = variable.end();
    }
    regex.append(Pattern.quote(words[1].substring(end)));
    return new Route(words[0], Pattern.compile(regex.toString()), List.copyOf(variables));
  }

  boolean hasPath(Request request) {
    return path.matcher(request.path()).matches();
  }

  /** What stands for the variables, decoded; null when method or path is another. */
  @Nullable Map<String, String> match(Request request) {
    Matcher matcher = path.matcher(request.path());
    if (!request.method().equals(method) || !matcher.matches()) {
      return null;
    }
    Map<String, String> values = new HashMap<>();
    for (int i = 0; i < variables.size(); i++) {
      values.put(variables.get(i), Request.decoded(matcher.group(i + 1)));
    }
    return values;
  }
}
