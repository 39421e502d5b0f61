package dev.herald.server.message;

import dev.herald.server.authorization.Caller;
import dev.herald.server.platform.Ids;
import dev.herald.server.platform.csv.CsvTable;
import dev.herald.server.platform.problem.Page;
import dev.herald.server.search.MessageCounts;
import dev.herald.server.search.MessageFilter;
import dev.herald.server.search.Messages;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The messages that fit a filter: a page of them, how many, all of them as a table. */
@Component
class MessageList {
  private static final int AT_ONCE = 1_000;
  private static final int MOST_EXPORTED = 1_000_000;
  private static final List<String> COLUMNS =
      List.of(
          "id",
          "acceptedAt",
          "application",
          "owner",
          "node",
          "tenant",
          "recipient",
          "channel",
          "lane",
          "destination",
          "state",
          "verdict",
          "attempts",
          "reference",
          "mode");

  private final Messages messages;
  private final MessageCounts counts;
  private final MessageFilters filters;
  private final MessageViews views;

  MessageList(Messages messages, MessageCounts counts, MessageFilters filters, MessageViews views) {
    this.messages = messages;
    this.counts = counts;
    this.filters = filters;
    this.views = views;
  }

  /**
   * A part of a list.
   *
   * @param next what to pass as {@code cursor} to read on; null at the end
   * @param searchedTo how far back it looked, when it did not find as many as were asked for and
   *     there may be more
   */
  record MessagePage(
      List<MessageView> items, @Nullable String next, @Nullable Instant searchedTo) {}

  MessagePage page(Caller caller, Map<String, String> parameters) {
    MessageFilters.Query query = filters.read(caller, parameters);
    Messages.Found found = messages.list(query.filter(), query.size() + 1);
    List<MessageView> items = found.messages().stream().map(views::inList).toList();
    UUID end = found.searchedTo();
    if (end != null) {
      return new MessagePage(items, Page.cursor(end.toString()), Ids.madeAt(end));
    }
    Page<MessageView> page = Page.of(items, query.size(), view -> view.id().toString());
    return new MessagePage(page.items(), page.next(), null);
  }

  MessageCounts.Counts count(Caller caller, Map<String, String> parameters, boolean sent) {
    Map<String, String> filter = new HashMap<>(parameters);
    filter.remove("sent");
    return counts.count(filters.read(caller, filter).filter(), sent);
  }

  /** Reads page after page, so that no snapshot is held while a slow reader takes its time. */
  void export(MessageFilter filter, HttpServletResponse response) throws IOException {
    CsvTable table = CsvTable.begin(response, "messages.csv", COLUMNS);
    int written = 0;
    UUID end = null;
    do {
      Messages.Found found = messages.list(end == null ? filter : filter.before(end), AT_ONCE);
      found.messages().stream()
          .map(views::inList)
          .map(each -> row(each, table))
          .forEach(table::row);
      written += found.messages().size();
      end = found.end(AT_ONCE);
    } while (end != null && written < MOST_EXPORTED);
    table.flush();
  }

  private static List<Object> row(MessageView message, CsvTable table) {
    return Arrays.asList(
        message.id(),
        message.acceptedAt(),
        message.application().code(),
        message.application().owner(),
        message.node(),
        message.tenant(),
        message.recipient(),
        message.channel(),
        message.lane(),
        message.destination(),
        table.name("state", message.state().name()),
        message.verdict(),
        message.attempts(),
        message.reference(),
        message.mode().word());
  }
}
