package dev.herald.server.task.store;

import dev.herald.server.task.AttachedFile;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Which kept files go with which messages: a file stays as long as a message has it. */
final class FileLinks {
  private static final String INSERT =
      """
      insert into message_file (message_id, file_id) select * from unnest(?::uuid[], ?::uuid[])
      on conflict do nothing
      """;

  private FileLinks() {}

  /** Most messages have none, and cost nothing here. */
  static void insert(Connection connection, List<MessageRows.Fresh> fresh) throws SQLException {
    List<UUID> messages = new ArrayList<>();
    List<UUID> files = new ArrayList<>();
    for (MessageRows.Fresh each : fresh) {
      for (AttachedFile file : each.message().context().attached()) {
        if (file.file() != null) {
          messages.add(each.message().id());
          files.add(file.file());
        }
      }
    }
    if (messages.isEmpty()) {
      return;
    }
    try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
      insert.setArray(1, connection.createArrayOf("uuid", messages.toArray()));
      insert.setArray(2, connection.createArrayOf("uuid", files.toArray()));
      insert.executeUpdate();
    }
  }
}
