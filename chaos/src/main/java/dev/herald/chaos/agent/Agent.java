package dev.herald.chaos.agent;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.ProtectionDomain;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Takes the harness's orders inside a server, one line each: {@code arm <point> <action> <pass>},
 * {@code disarm}, {@code mutate <mutant>}, {@code disturb <disturbance>}, {@code restore}. Answers
 * {@code ok} or what is wrong.
 */
public final class Agent {
  private final Instrumentation instrumentation;
  private final Set<FailPoint> woven = EnumSet.noneOf(FailPoint.class);
  private List<Edit> edits = List.of();
  private @Nullable Throwable failure;

  private Agent(Instrumentation instrumentation) {
    this.instrumentation = instrumentation;
  }

  /**
   * Called by the JVM that is attached to.
   *
   * @param portFile where to write the port that takes orders
   */
  public static void agentmain(String portFile, Instrumentation instrumentation)
      throws IOException {
    Agent agent = new Agent(instrumentation);
    instrumentation.addTransformer(agent.new Transformer(), true);
    ServerSocket orders = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    Thread.ofPlatform().daemon().name("harness").start(() -> agent.listen(orders));
    Path written = Files.writeString(Path.of(portFile + ".new"), "" + orders.getLocalPort());
    Files.move(written, Path.of(portFile));
  }

  private void listen(ServerSocket orders) {
    while (true) {
      try (Socket socket = orders.accept();
          BufferedReader lines =
              new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8))) {
        String answer = answer(lines.readLine().split(" "));
        socket.getOutputStream().write((answer + "\n").getBytes(UTF_8));
      } catch (IOException goneAgain) {
        Thread.onSpinWait();
      }
    }
  }

  private String answer(String[] order) {
    try {
      switch (order[0]) {
        case "arm" -> arm(FailPoint.of(order[1]), order[2], Integer.parseInt(order[3]));
        case "disarm" -> FailPoints.disarm();
        case "mutate" -> edit(Mutant.of(order[1]).edits());
        case "disturb" -> edit(Disturbance.of(order[1]).edits());
        case "restore" -> edit(List.of());
        default -> throw new IllegalArgumentException("there is no order " + order[0]);
      }
      return "ok";
    } catch (RuntimeException | Error wrong) {
      return wrong.toString();
    }
  }

  private void arm(FailPoint point, String action, int pass) {
    if (woven.add(point)) {
      weave(Set.of(point.type()));
    }
    FailPoints.arm(point, FailPoints.Action.parse(action), pass);
  }

  private void edit(List<Edit> wanted) {
    Set<String> types = new HashSet<>();
    Stream.concat(edits.stream(), wanted.stream()).map(Edit::type).forEach(types::add);
    edits = wanted;
    weave(types);
  }

  private void weave(Set<String> types) {
    failure = null;
    for (String type : types) {
      try {
        instrumentation.retransformClasses(
            Class.forName(type, true, ClassLoader.getSystemClassLoader()));
      } catch (ClassNotFoundException | UnmodifiableClassException missing) {
        throw new IllegalStateException(missing);
      }
    }
    if (failure != null) {
      throw new IllegalStateException(failure);
    }
  }

  private final class Transformer implements ClassFileTransformer {
    @Override
    public byte @Nullable [] transform(
        @Nullable ClassLoader loader,
        String name,
        @Nullable Class<?> redefined,
        ProtectionDomain domain,
        byte[] bytes) {
      String type = name.replace('/', '.');
      List<FailPoint> points = woven.stream().filter(point -> point.type().equals(type)).toList();
      List<Edit> changes = edits.stream().filter(edit -> edit.type().equals(type)).toList();
      if (points.isEmpty() && changes.isEmpty()) {
        return null;
      }
      try {
        return new Weaver(loader).weave(bytes, points, changes);
      } catch (RuntimeException | Error wrong) {
        failure = wrong;
        return null;
      }
    }
  }
}
