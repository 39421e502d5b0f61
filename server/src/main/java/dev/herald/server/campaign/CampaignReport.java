package dev.herald.server.campaign;

import de.siegmar.fastcsv.writer.CsvWriter;
import dev.herald.server.platform.csv.PlainCell;
import dev.herald.server.reason.Wording;
import dev.herald.server.search.MessageRecord;
import dev.herald.server.search.Messages;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What became of each row of a campaign, as a table. */
@Component
class CampaignReport {
  private static final int AT_ONCE = 500;
  private static final char BYTE_ORDER_MARK = '\uFEFF';
  private static final List<String> HEADS =
      List.of("line", "recipient", "channel", "address", "state", "reason", "message");

  private final CampaignRows rows;
  private final Messages messages;

  CampaignReport(CampaignRows rows, Messages messages) {
    this.rows = rows;
    this.messages = messages;
  }

  /** Page after page, so that no snapshot is held while a slow reader takes its time. */
  void write(UUID campaign, Wording wording, OutputStream out) throws IOException {
    Writer text = new OutputStreamWriter(out, StandardCharsets.UTF_8);
    text.write(BYTE_ORDER_MARK);
    CsvWriter csv = CsvWriter.builder().build(text);
    csv.writeRecord(HEADS);
    List<CampaignRows.Fate> read = rows.fates(campaign, 0, AT_ONCE);
    while (!read.isEmpty()) {
      Map<UUID, MessageRecord> found =
          messages.all(read.stream().flatMap(fate -> fate.messages().stream()).toList()).stream()
              .collect(Collectors.toMap(each -> each.message().id(), Function.identity()));
      read.stream().flatMap(fate -> lines(fate, found, wording)).forEach(csv::writeRecord);
      read = rows.fates(campaign, read.getLast().number(), AT_ONCE);
    }
    csv.flush();
  }

  private static Stream<List<String>> lines(
      CampaignRows.Fate fate, Map<UUID, MessageRecord> found, Wording wording) {
    String line = String.valueOf(fate.number());
    if (fate.refused() != null) {
      String why = PlainCell.of(wording.of(fate.refused()));
      return Stream.of(List.of(line, "", "", "", "REFUSED", why, ""));
    }
    if (fate.messages().isEmpty()) {
      return Stream.of(List.of(line, "", "", "", "NOT_SENT", "", ""));
    }
    return fate.messages().stream().map(id -> line(line, id, found.get(id), wording));
  }

  private static List<String> line(
      String line, UUID id, @Nullable MessageRecord message, Wording wording) {
    if (message == null) {
      return List.of(line, "", "", "", "", "", id.toString());
    }
    var context = message.message().context();
    String why = message.latest() == null ? "" : wording.of(message.latest().reason());
    return Stream.of(
            line,
            context.recipient() == null ? "" : context.recipient(),
            context.route().channel().name(),
            context.route().destination().masked(),
            message.state().name(),
            why,
            id.toString())
        .map(PlainCell::of)
        .toList();
  }
}
