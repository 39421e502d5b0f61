package dev.herald.server.alarm;

import dev.herald.server.platform.ProcessHome;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How much room is left where processes keep their home. Each tells of its own. */
@Component
public class Disks {
  private static final Logger log = LoggerFactory.getLogger(Disks.class);

  private final JdbcClient jdbc;
  private final ProcessHome home;
  private final Path folder;

  Disks(JdbcClient jdbc, ProcessHome home, @Value("${herald.home}") Path folder) {
    this.jdbc = jdbc;
    this.home = home;
    this.folder = folder;
  }

  /** In bytes. */
  public record Disk(String home, long free, long total) {
    public double percentFree() {
      return total == 0 ? 100 : 100.0 * free / total;
    }
  }

  /** Those of processes that told lately. */
  public List<Disk> seen() {
    return jdbc.sql(
            """
            select home, free, total from process_disk where seen_at > now() - interval '5 minutes'
            """)
        .query(Disk.class)
        .list();
  }

  /** Tells of this process's own, once a minute or when it changed by a hundredth. */
  void tell() {
    try {
      FileStore store = Files.getFileStore(folder);
      tell(new Disk(home.name(), store.getUsableSpace(), store.getTotalSpace()));
    } catch (IOException e) {
      log.debug("The disk of {} can't be looked at: {}", folder, e.toString());
    }
  }

  private void tell(Disk disk) {
    jdbc.sql(
            """
            insert into process_disk as known (home, free, total) values (:home, :free, :total)
            on conflict (home) do update
              set free = excluded.free, total = excluded.total, seen_at = now()
              where known.seen_at < now() - interval '1 minute'
                or abs(known.free - excluded.free) > excluded.total / 100
            """)
        .param("home", disk.home())
        .param("free", disk.free())
        .param("total", disk.total())
        .update();
  }
}
