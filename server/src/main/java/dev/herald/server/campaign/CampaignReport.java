package dev.herald.server.campaign;

import dev.herald.server.platform.csv.CsvTable;
import dev.herald.server.reason.Wording;
import dev.herald.server.search.MessageRecord;
import dev.herald.server.search.Messages;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What became of each row of a campaign, as a table. */
@Component
class CampaignReport {
  private static final int AT_ONCE = 500;
  private static final List<String> COLUMNS =
      List.of("line", "recipient", "channel", "address", "state", "reason", "message");

  private final CampaignRows rows;
  private final Messages messages;

  CampaignReport(CampaignRows rows, Messages messages) {
    this.rows = rows;
    this.messages = messages;
  }

  /** Page after page, so that no snapshot is held while a slow reader takes its time. */
  void write(UUID campaign, HttpServletResponse response) throws IOException {
    Wording wording = Wording.ofRequest();
    CsvTable table = CsvTable.begin(response, "campaign.csv", COLUMNS);
    List<CampaignRows.Fate> read = rows.fates(campaign, 0, AT_ONCE);
    while (!read.isEmpty()) {
      Map<UUID, MessageRecord> found =
          messages.all(read.stream().flatMap(fate -> fate.messages().stream()).toList()).stream()
              .collect(Collectors.toMap(each -> each.message().id(), Function.identity()));
      read.forEach(fate -> write(fate, found, table, wording));
      read = rows.fates(campaign, read.getLast().number(), AT_ONCE);
    }
    table.flush();
  }

  private static void write(
      CampaignRows.Fate fate, Map<UUID, MessageRecord> found, CsvTable table, Wording wording) {
    if (fate.refused() != null) {
      table.row(withoutMessage(fate, table.name("row", "REFUSED"), wording.of(fate.refused())));
    } else if (fate.messages().isEmpty()) {
      table.row(withoutMessage(fate, table.name("row", "NOT_SENT"), ""));
    } else {
      fate.messages()
          .forEach(id -> table.row(row(fate.number(), id, found.get(id), table, wording)));
    }
  }

  private static List<Object> withoutMessage(CampaignRows.Fate fate, String state, String why) {
    return List.of(fate.number(), "", "", "", state, why, "");
  }

  private static List<Object> row(
      long line, UUID id, @Nullable MessageRecord message, CsvTable table, Wording wording) {
    if (message == null) {
      return List.of(line, "", "", "", "", "", id);
    }
    var context = message.message().context();
    return Arrays.asList(
        line,
        context.recipient(),
        context.route().channel().name(),
        context.route().destination().masked(),
        table.name("state", message.state().name()),
        message.latest() == null ? null : wording.of(message.latest().reason()),
        id);
  }
}
