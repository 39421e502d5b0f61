package dev.herald.cli.demo;

import java.time.LocalDate;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * One vesting notice to be submitted.
 *
 * @param number counted from 0; says all that is made up about it
 * @param employee the number of who gets it, inside the company
 */
record Notice(int number, Company company, String channel, int employee) {

  private static final int SHARES = 9_973;

  /** Those of the node {@code grant.vested}; the others have a node of their own. */
  private static final int USUAL_CHANNELS = 6;

  /**
   * The body of one call that submits several.
   *
   * @param notices of one company, by one channel
   * @param run another one for each burst: providers of short messages hold back what says the same
   *     to the same person within half a minute
   */
  static ObjectNode json(List<Notice> notices, LocalDate vestedOn, int run) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    boolean usual = Burst.CHANNELS.indexOf(notices.getFirst().channel) < USUAL_CHANNELS;
    json.put("node", usual ? "grant.vested" : "grant.vested.apps")
        .put("tenant", notices.getFirst().company.tenant());
    ArrayNode to = json.putArray("to");
    notices.forEach(notice -> to.add(notice.entry(vestedOn, run)));
    json.putArray("channels").add(notices.getFirst().channel);
    return json;
  }

  private ObjectNode entry(LocalDate vestedOn, int run) {
    Employee person = company.employee(employee);
    ObjectNode entry = JsonNodeFactory.instance.objectNode();
    entry.put("recipient", person.code());
    ObjectNode data = entry.putObject("data");
    data.put("name", person.name())
        .put("shares", 100 + Math.floorMod(run % SHARES + number, SHARES));
    data.put("vestedOn", vestedOn.toString());
    switch (company) {
      case HENGTONG -> data.put("currency", "CNY").put("price", 12.5).put("grant", "2024 年度激励");
      case NORTHWIND -> data.put("currency", "USD").put("price", 4.2).put("grant", "2024 RSU");
    }
    data.put(
        "link", "https://equity.%s.example/grants/%s".formatted(company.tenant(), person.code()));
    return entry;
  }
}
