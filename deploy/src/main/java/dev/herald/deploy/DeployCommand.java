package dev.herald.deploy;

import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import com.google.cloud.tools.jib.api.JibContainerBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What {@code ./herald package} calls. */
@Command(name = "deploy")
public final class DeployCommand {
  private DeployCommand() {}

  public static void main(String[] arguments) {
    System.exit(line().execute(arguments));
  }

  static CommandLine line() {
    return new CommandLine(new DeployCommand())
        .setExecutionExceptionHandler((failure, command, _) -> {
          command.getErr().println("package: " + failure.getMessage());
          return 1;
        });
  }

  /** The server's folder again, with PostgreSQL for another machine. */
  @Command(name = "application")
  void application(
      @Option(names = "--from", required = true) Path from,
      @Option(names = "--binaries", required = true) Path binaries,
      @Option(names = "--platform", required = true) String platform,
      @Option(names = "--to", required = true) Path to)
      throws IOException {
    new Application(from).forMachine(Machine.of(platform), binaries, to);
  }

  /** The image, as an archive; and to a registry, when one is named. */
  @Command(name = "image")
  void image(
      @Option(names = "--application", required = true) Path folder,
      @Option(names = "--platform", required = true) String platform,
      @Option(names = "--version", required = true) String version,
      @Option(names = "--java-flags", required = true) String javaFlags,
      @Option(names = "--sources", required = true) Path sources,
      @Option(names = "--bill", arity = "0..*") @Nullable List<Path> bills,
      @Option(names = "--base", required = true) String base,
      @Option(names = "--work", required = true) Path work,
      @Option(names = "--archive", required = true) Path archive,
      @Option(names = "--push") @Nullable String push)
      throws IOException, InvalidImageReferenceException {
    Machine machine = Machine.of(platform);
    Application application = new Application(folder);
    Files.createDirectories(work);
    if (!application.isFor(machine)) {
      throw new IllegalArgumentException(
          "%s has no PostgreSQL for %s.".formatted(folder, platform));
    }
    HeraldImage image = new HeraldImage(application, machine, work);
    List<Path> listed = new ArrayList<>(bills == null ? List.of() : bills);
    HeraldImage.Contents contents =
        new HeraldImage.Contents(
            version,
            Arrays.stream(javaFlags.split(" ")).filter(flag -> !flag.isEmpty()).toList(),
            sources,
            listed);
    JibContainerBuilder builder;
    if (base.equals("own")) {
      OwnBase made = ownBase(application, machine, work);
      listed.add(Files.writeString(archive.resolveSibling("image.cdx.json"), SystemParts.of(made)));
      builder = image.on(made, contents);
    } else {
      builder = image.on(base, contents);
    }
    image.save(builder, "herald:" + version, archive);
    if (push != null) {
      image.push(builder, push);
    }
  }

  private static OwnBase ownBase(Application application, Machine machine, Path work)
      throws IOException {
    if (machine != Machine.here()) {
      throw new IllegalArgumentException(
          "A base of this machine's own files is for this kind of machine. For linux/%s name a base"
                  .formatted(machine.architecture)
              + " image, or make it on such a machine.");
    }
    return OwnBase.in(Files.createTempDirectory(work, "base").resolve("root"), application);
  }
}
