package dev.herald.bench.profile;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whose code a stack runs. */
final class Owner {
  private static final Pattern OWN = Pattern.compile("dev\\.herald\\.(?:server\\.)?([a-z]+)\\..*");
  private static final Pattern JDK = Pattern.compile("(?:java|javax|jdk|sun|com\\.sun)\\..*");
  private static final Pattern PACKAGES = Pattern.compile("((?:[a-z0-9_]+\\.){1,3}).*");

  private Owner() {}

  /**
   * The module of Herald that is nearest to the top of the stack; where there is none, the library
   * that is.
   *
   * @param classes of the frames, the innermost first
   */
  static String of(List<String> classes) {
    for (String name : classes) {
      Matcher own = OWN.matcher(name);
      if (own.matches()) {
        return "herald " + own.group(1);
      }
    }
    for (String name : classes) {
      Matcher library = PACKAGES.matcher(name);
      if (!JDK.matcher(name).matches() && library.matches()) {
        return library.group(1).replaceAll("\\.$", "");
      }
    }
    return "JDK";
  }
}
