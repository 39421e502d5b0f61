package dev.herald.server.campaign;

import dev.herald.channel.Reason;
import dev.herald.server.directory.Recipient;
import dev.herald.server.directory.Recipients;
import dev.herald.server.directory.Tenant;
import dev.herald.server.platform.csv.CsvRow;
import dev.herald.server.platform.csv.CsvRows;
import dev.herald.server.reason.SubmissionFault;
import dev.herald.server.upload.Uploads;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads an audience from where it was left, a chunk at a time. */
@Component
class AudienceReader {
  private static final int CHUNK = 500;

  /** While somebody waits for something urgent, lest its commit waits for that of a whole chunk. */
  private static final int FEW = 50;

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
   * @param entry of {@code to}, where it is one already
   * @param fault why the row can't be read; null: it can
   */
  record Member(
      long number,
      Map<String, String> values,
      @Nullable String entry,
      String column,
      @Nullable Reason fault) {
    Member(long number, Map<String, String> values) {
      this(number, values, null, "", null);
    }

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
   * Of a file or a query; what a URL answers comes {@linkplain #chunk page by page}.
   *
   * @param restrained whether chunks are to be small
   * @param each gets chunk after chunk, and says whether to read on
   * @throws dev.herald.server.platform.csv.CsvUnreadable when the file can't be read further
   */
  void read(Campaign of, Tenant tenant, BooleanSupplier restrained, ChunkReader each) {
    IntSupplier most = () -> restrained.getAsBoolean() ? FEW : CHUNK;
    switch (of.audience()) {
      case Audience.OfFile file -> file(file, of.loadedTo(), most, each);
      case Audience.OfQuery query -> query(query, of, tenant, most, each);
      case Audience.OfUrl _ -> throw new IllegalArgumentException("its pages have to be asked for");
    }
  }

  private void file(Audience.OfFile file, String from, IntSupplier most, ChunkReader each) {
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
                ? new Member(line, file.mapping().values(rows.columns(), row))
                : new Member(line, Map.of(), null, fault.column(), fault.reason()));
        if (members.size() >= most.getAsInt()) {
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

  private void query(
      Audience.OfQuery query, Campaign of, Tenant tenant, IntSupplier most, ChunkReader each) {
    String after = of.loadedTo();
    long number = of.counts().lookedAt();
    boolean over = false;
    boolean goOn = true;
    while (!over && goOn) {
      int wanted = most.getAsInt();
      List<Recipient> read = recipients.list(tenant, after, wanted);
      List<Member> members = new ArrayList<>();
      for (Recipient person : read) {
        number++;
        if (query.takes(person)) {
          members.add(new Member(number, Map.of(RECIPIENT, person.code())));
        }
      }
      over = read.size() < wanted;
      after = read.isEmpty() ? after : read.getLast().code();
      goOn = each.read(new Chunk(members, after, read.size(), over));
    }
  }

  /** A page is a chunk, and the place that was reached is the name of the page behind. */
  static Chunk chunk(Campaign of, AudienceCall.Page.Read page) {
    long number = of.counts().lookedAt();
    List<Member> members = new ArrayList<>();
    for (String entry : page.entries()) {
      number++;
      members.add(
          entry.isEmpty()
              ? new Member(number, Map.of(), null, "", new SubmissionFault.AnswerUnreadable())
              : new Member(number, Map.of(), entry, "", null));
    }
    String next = page.next();
    return new Chunk(members, next == null ? of.loadedTo() : next, members.size(), next == null);
  }

  /** The campaign can't be made of it. */
  static final class AudienceUnreadable extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final transient Reason reason;

    AudienceUnreadable(Reason reason) {
      super(reason.code());
      this.reason = reason;
    }

    Reason reason() {
      return reason;
    }
  }
}
