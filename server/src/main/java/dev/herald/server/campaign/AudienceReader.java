package dev.herald.server.campaign;

import dev.herald.channel.Reason;
import dev.herald.server.directory.Recipient;
import dev.herald.server.directory.Recipients;
import dev.herald.server.directory.Tenant;
import dev.herald.server.platform.csv.CsvRow;
import dev.herald.server.platform.csv.CsvRows;
import dev.herald.server.upload.Uploads;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads an audience from where it was left, a chunk at a time. */
@Component
class AudienceReader {
  static final int CHUNK = 500;
  private static final String RECIPIENT = "recipient";

  private final Uploads uploads;
  private final Recipients recipients;

  AudienceReader(Uploads uploads, Recipients recipients) {
    this.uploads = uploads;
    this.recipients = recipients;
  }

  /**
   * Somebody of an audience.
   *
   * @param values by what they are, as in a mapping
   * @param fault why the row can't be read; null: it can
   */
  record Member(long number, Map<String, String> values, String column, @Nullable Reason fault) {
    @Override
    public String toString() {
      return "member " + number;
    }
  }

  /**
   * @param to where the next one begins
   * @param looked how many were read for it
   * @param over whether it is the last
   */
  record Chunk(List<Member> members, String to, long looked, boolean over) {}

  /** Takes one chunk. */
  @FunctionalInterface
  interface ChunkReader {
    /** Whether to read on. */
    boolean read(Chunk chunk);
  }

  /**
   * @param each gets chunk after chunk, and says whether to read on
   * @throws dev.herald.server.platform.csv.CsvUnreadable when the file can't be read further
   */
  void read(Campaign of, Tenant tenant, ChunkReader each) {
    switch (of.audience()) {
      case Audience.OfFile file -> file(file, of.loadedTo(), each);
      case Audience.OfQuery query -> query(query, of, tenant, each);
    }
  }

  private void file(Audience.OfFile file, String from, ChunkReader each) {
    long done = from.isEmpty() ? 0 : Long.parseLong(from);
    try (CsvRows rows = uploads.rows(file.upload(), file.form())) {
      List<Member> members = new ArrayList<>();
      long line = done;
      for (Optional<CsvRow> next = rows.next(); next.isPresent(); next = rows.next()) {
        CsvRow row = next.get();
        if (row.line() <= done) {
          continue;
        }
        line = row.line();
        CsvRow.Fault fault = row.fault();
        members.add(
            fault == null
                ? new Member(line, file.mapping().values(rows.columns(), row), "", null)
                : new Member(line, Map.of(), fault.column(), fault.reason()));
        if (members.size() == CHUNK) {
          Chunk chunk = new Chunk(members, String.valueOf(line), members.size(), false);
          if (!each.read(chunk)) {
            return;
          }
          members = new ArrayList<>();
        }
      }
      each.read(new Chunk(members, String.valueOf(line), members.size(), true));
    }
  }

  private void query(Audience.OfQuery query, Campaign of, Tenant tenant, ChunkReader each) {
    String after = of.loadedTo();
    long number = of.counts().lookedAt();
    boolean over = false;
    boolean goOn = true;
    while (!over && goOn) {
      List<Recipient> read = recipients.list(tenant, after, CHUNK);
      List<Member> members = new ArrayList<>();
      for (Recipient person : read) {
        number++;
        if (query.takes(person)) {
          members.add(new Member(number, Map.of(RECIPIENT, person.code()), "", null));
        }
      }
      over = read.size() < CHUNK;
      after = read.isEmpty() ? after : read.getLast().code();
      goOn = each.read(new Chunk(members, after, read.size(), over));
    }
  }
}
