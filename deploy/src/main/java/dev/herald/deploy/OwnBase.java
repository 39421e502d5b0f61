package dev.herald.deploy;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A base image without a registry: a Java runtime linked from the JDK that runs this, a few
 * programs, and of the building machine's shared libraries those that these and PostgreSQL need. It
 * has the machine's C library, and so suits kernels that this one suits.
 *
 * @param folder what becomes the root of the image
 * @param taken what was copied from the building machine, for the list of its parts
 */
record OwnBase(Path folder, List<Path> taken) {
  static final String JAVA = "opt/java/openjdk";

  /** What the command line in the image and PostgreSQL's initdb call. */
  private static final List<String> PROGRAMS =
      List.of("sh", "cat", "env", "grep", "ls", "mkdir", "mv", "rm", "sleep", "tail", "test");

  /** All of Java SE, and what a server is asked for besides: TLS curves, names, fonts of words. */
  private static final String MODULES =
      "java.se,jdk.charsets,jdk.crypto.cryptoki,jdk.crypto.ec,jdk.jfr,jdk.localedata,jdk.management,"
          + "jdk.management.agent,jdk.naming.dns,jdk.net,jdk.security.auth,jdk.security.jgss,"
          + "jdk.unsupported,jdk.zipfs,jdk.jcmd";

  /** Of windows and sounds, which a server has none of. */
  private static final Set<String> NOT_FOR_SERVERS =
      Set.of("libawt_xawt.so", "libjawt.so", "libsplashscreen.so", "libjsound.so");

  private static final Pattern NEEDED = Pattern.compile("(?m)^\\s*(?:\\S+ => )?(/\\S+) \\(0x");

  static OwnBase in(Path folder, Application application) throws IOException {
    Path java = folder.resolve(JAVA);
    Files.createDirectories(java.getParent());
    link(java);
    Set<Path> needed = new TreeSet<>();
    for (String program : PROGRAMS) {
      Path there = installed(program);
      copy(there, folder.resolve("bin").resolve(program));
      needed.add(there);
      needed.addAll(libraries(there));
    }
    for (Path native_ : natives(java)) {
      needed.addAll(libraries(native_));
    }
    needed.addAll(ofPostgres(application, folder.resolveSibling("postgres-of-image")));
    needed.removeIf(path -> path.startsWith(java));
    for (Path library : needed) {
      if (library.getFileName().toString().contains(".so")) {
        copy(library, folder.resolve(library.toString().substring(1)));
      }
    }
    accounts(folder);
    return new OwnBase(folder, List.copyOf(needed));
  }

  private static void link(Path target) throws IOException {
    run(
        Path.of(System.getProperty("java.home"), "bin", "jlink").toString(),
        "--add-modules",
        MODULES,
        "--output",
        target.toString(),
        "--strip-java-debug-attributes",
        "--no-header-files",
        "--no-man-pages",
        "--ignore-modified-runtime",
        "--generate-cds-archive");
  }

  private static Path installed(String program) throws IOException {
    for (String folder : List.of("/bin", "/usr/bin")) {
      Path there = Path.of(folder, program);
      if (Files.isExecutable(there)) {
        return there;
      }
    }
    throw new IOException("This machine has no " + program + " to put into the image.");
  }

  private static List<Path> natives(Path java) throws IOException {
    try (Stream<Path> all = Files.walk(java)) {
      return all.filter(file ->
              file.startsWith(java.resolve("bin"))
                  ? Files.isRegularFile(file)
                  : file.toString().endsWith(".so"))
          .filter(file -> !NOT_FOR_SERVERS.contains(file.getFileName().toString()))
          .toList();
    }
  }

  /** Its own it brings along; the machine's it needs are the C library and what belongs to it. */
  private static Set<Path> ofPostgres(Application application, Path folder) throws IOException {
    Path scratch = Files.createDirectories(folder).toRealPath();
    Path packed = scratch.resolve("postgres.txz");
    try (JarFile jar = new JarFile(application.postgres().toFile());
        InputStream content =
            jar.getInputStream(
                jar.stream()
                    .filter(entry -> entry.getName().endsWith(".txz"))
                    .findAny()
                    .orElseThrow())) {
      Files.copy(content, packed, StandardCopyOption.REPLACE_EXISTING);
    }
    run("tar", "-xJf", packed.toString(), "-C", scratch.toString());
    Set<Path> needed = new TreeSet<>();
    for (String part : List.of("bin", "lib")) {
      try (Stream<Path> all = Files.walk(scratch.resolve(part))) {
        for (Path file :
            all.filter(Files::isRegularFile)
                .filter(each -> part.equals("bin") || each.getFileName().toString().contains(".so"))
                .toList()) {
          needed.addAll(libraries(file));
        }
      }
    }
    needed.removeIf(path -> path.startsWith(scratch));
    return needed;
  }

  private static Set<Path> libraries(Path program) throws IOException {
    Set<Path> found = new TreeSet<>();
    Matcher line = NEEDED.matcher(run("ldd", program.toString()));
    while (line.find()) {
      found.add(Path.of(line.group(1)).normalize());
    }
    return found;
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.createDirectories(to.getParent());
    Files.copy(
        from.toRealPath(),
        to,
        StandardCopyOption.REPLACE_EXISTING,
        StandardCopyOption.COPY_ATTRIBUTES);
  }

  private static void accounts(Path folder) throws IOException {
    Path etc = Files.createDirectories(folder.resolve("etc"));
    Files.writeString(
        etc.resolve("passwd"),
        """
        root:x:0:0:root:/:/bin/sh
        herald:x:%1$s:%1$s:Herald:%2$s:/bin/sh
        nobody:x:65534:65534:nobody:/:/bin/false
        """
            .formatted(HeraldImage.USER, HeraldImage.HOME));
    Files.writeString(
        etc.resolve("group"),
        "root:x:0:\nherald:x:%s:\nnogroup:x:65534:\n".formatted(HeraldImage.USER));
    Files.writeString(
        etc.resolve("nsswitch.conf"), "passwd: files\ngroup: files\nhosts: files dns\n");
  }

  /** What a program says; ldd says no more than that of what is not linked. */
  static String run(String... command) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("LC_ALL", "C");
    Process process = builder.start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    try {
      if (process.waitFor() == 0 || command[0].equals("ldd")) {
        return said;
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    throw new IOException("%s failed: %s".formatted(command[0], said.strip()));
  }
}
