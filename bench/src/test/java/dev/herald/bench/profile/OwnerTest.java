package dev.herald.bench.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class OwnerTest {
  @Test
  void theModuleNearestToTheTopOwnsTheSample() {
    assertThat(
            Owner.of(
                List.of(
                    "java.lang.String",
                    "org.postgresql.core.PGStream",
                    "dev.herald.server.task.store.IntakeWriter",
                    "dev.herald.server.platform.database.GroupCommit")))
        .isEqualTo("herald task");
  }

  @Test
  void modulesOutsideOfTheServerAreNamedToo() {
    assertThat(Owner.of(List.of("dev.herald.channels.http.HttpConnector")))
        .isEqualTo("herald channels");
  }

  @Test
  void whereNoModuleIsTheLibraryNearestToTheTopOwnsIt() {
    assertThat(Owner.of(List.of("sun.nio.ch.Net", "org.apache.tomcat.util.net.NioEndpoint$Poller")))
        .isEqualTo("org.apache.tomcat");
  }

  @Test
  void theRestIsTheJdks() {
    assertThat(Owner.of(List.of("java.util.concurrent.ForkJoinPool", "java.lang.Thread")))
        .isEqualTo("JDK");
  }

  @Test
  void threadsOfOneKindAreToldByWhatIsNoNumber() {
    assertThat(List.of("C2 CompilerThre", "G1 Conc#0", "http-nio-80-exec-12", "GC Thread#1"))
        .extracting(ThreadTimes::kind)
        .containsExactly("C2 CompilerThre", "G1 Conc", "http-nio-80-exec", "GC Thread");
  }
}
