package dev.herald.server.platform.postgres;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;

/** {@code backup FOLDER} and {@code restore FOLDER}, of the home that the environment names. */
public final class BackupCommand {
  private BackupCommand() {}

  /** Whether this word, first on a command line, is one of these. */
  public static boolean knows(String word) {
    return word.equals("backup") || word.equals("restore");
  }

  /**
   * @return the exit status: 0 done, 1 failed, 2 a wrong command line
   */
  public static int run(String... arguments) {
    String home = System.getenv("HERALD_HOME");
    if (arguments.length != 2 || home == null || arguments[1].startsWith("-")) {
      System.err.println("usage: HERALD_HOME=… herald " + arguments[0] + " FOLDER");
      return 2;
    }
    try {
      run(arguments[0], Path.of(home), Path.of(arguments[1]));
      return 0;
    } catch (PostgresFailure failure) {
      System.err.println("herald: " + failure.getMessage() + " " + failure.remedy());
    } catch (IOException failure) {
      System.err.println("herald: " + failure);
    }
    return 1;
  }

  private static void run(String order, Path home, Path folder) throws IOException {
    if (order.equals("restore")) {
      Restoration.make(folder, home);
      System.out.printf("Restored %s to %s. Start it: herald up%n", folder, home);
      return;
    }
    Backup.Made made = Backup.make(home, folder);
    System.out.printf(
        Locale.ROOT,
        "Backed up %s to %s: %.1f MB, as of %s.%nIt holds the vault's key: keep it where nobody"
            + " else can read it.%n",
        home,
        folder,
        made.bytes() / 1e6,
        made.at());
  }
}
