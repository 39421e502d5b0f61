package dev.herald.bench.part;

import dev.herald.bench.database.Database;
import dev.herald.bench.herald.Backlog;
import dev.herald.bench.load.Form;
import dev.herald.bench.load.Load;
import dev.herald.bench.load.Order.Pace;
import dev.herald.bench.report.Distribution;
import dev.herald.bench.report.Figure;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Retention drops a day of ten million messages while login codes go out. */
final class DayDropped {
  private static final Logger log = LoggerFactory.getLogger(DayDropped.class);
  private static final int MESSAGES = 10_000_000;
  private static final int DAYS_AGO = 12;
  private static final int DAYS_KEPT = 8;
  private static final int CODES_BEFORE = 1_000;
  private static final int SECONDS_AFTER = 5;
  private static final String CODES = "/sms";
  private static final String JOB = "drop-old-messages";

  private final int messages;
  private final Distribution before;
  private final Distribution beside;
  private final long dropMillis;

  private DayDropped(int messages, Distribution before, Distribution beside, long dropMillis) {
    this.messages = messages;
    this.before = before;
    this.beside = beside;
    this.dropMillis = dropMillis;
  }

  static DayDropped measure(Stage stage) {
    int messages = stage.effort().size(MESSAGES);
    LocalDate day = LocalDate.now(ZoneOffset.UTC).minusDays(DAYS_AGO);
    try (Served served =
            Served.start(
                stage,
                List.of(),
                List.of(
                    "--herald.retention.partitions=day",
                    "--herald.retention.messages=%dd".formatted(DAYS_KEPT)));
        Trickle codes =
            new Trickle(
                Load.start("codes", served.bench().logs()),
                served.server().target(),
                Form.LOGIN_CODE)) {
      Backlog backlog = new Backlog(served.database());
      Distribution before = idle(served, codes, stage.effort().size(CODES_BEFORE));
      backlog.keptOf(day, messages);
      return new DayDropped(
          messages, before, beside(served, codes, backlog, day), millis(served.database()));
    }
  }

  private static Distribution idle(Served served, Trickle codes, int count) {
    served.passage().of(count, 1, Pace.SINGLE);
    served.writesBack();
    served.bench().forget();
    codes.submit(count);
    served.patience().await(() -> served.bench().arrived(CODES) >= count);
    return served.bench().seen(CODES).age();
  }

  private static Distribution beside(Served served, Trickle codes, Backlog backlog, LocalDate day) {
    served.bench().forget();
    codes.begin();
    served
        .database()
        .execute("update job set execution_time = now() where task_name = '%s'".formatted(JOB));
    served.patience().await(() -> !backlog.has(day));
    long arrived = served.bench().arrived(CODES);
    served
        .patience()
        .await(() -> served.bench().arrived(CODES) >= arrived + SECONDS_AFTER * Trickle.PER_SECOND);
    int submitted = codes.stop();
    served.patience().await(() -> served.bench().arrived(CODES) >= submitted);
    Distribution beside = served.bench().seen(CODES).age();
    log.info("login codes beside the drop of {}: {}", day, beside);
    return beside;
  }

  private static long millis(Database database) {
    return database.number("select millis from retention_run order by id desc limit 1");
  }

  List<Figure> figures() {
    String drop = "a day of %,d dropped".formatted(messages);
    return List.of(
        Figure.of(drop, "ms", dropMillis),
        Figure.of("slowest login code, before", "ms", before.max()),
        Figure.of("slowest login code, beside " + drop, "ms", beside.max()));
  }

  Map<String, Double> named() {
    return Map.of("dropDayMillis", (double) dropMillis, "dropDaySlowestCodeMillis", beside.max());
  }

  static String note() {
    return "scale: the drop of a day is from the locks of its own tables until its tables are gone,"
        + " as the server records it; %d login codes a second run from before the job, which counts"
            .formatted(Trickle.PER_SECOND)
        + " the day's messages first, until %d s after.".formatted(SECONDS_AFTER);
  }
}
