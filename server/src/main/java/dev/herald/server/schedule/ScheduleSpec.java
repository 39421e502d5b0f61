package dev.herald.server.schedule;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A schedule as an operator writes it. It sends a {@code node} to an {@code audience}, or calls a
 * {@code url} which answers with submissions.
 *
 * @param name for people; left out: the code
 * @param zone an IANA name: whose clocks the rule is of
 * @param calendar the tenant whose calendar says what a workday is; left out: {@code tenant}
 * @param tenant whose people receive
 * @param data variables for everyone
 * @param channels some of the node's; left out: its plan
 * @param missed of times that passed while no process was there: skip, once, all; left out: once
 * @param overlap where the fire before still goes on: queue, skip; left out: queue
 */
public record ScheduleSpec(
    @Schema(example = "工资条") @Nullable String name,
    @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable RuleSpec rule,
    @Schema(requiredMode = Schema.RequiredMode.REQUIRED, example = "Asia/Shanghai")
        @Nullable String zone,
    @Nullable String calendar,
    @Schema(example = "payslip.ready") @Nullable String node,
    @Schema(example = "hengtong") @Nullable String tenant,
    @Nullable AudienceSpec audience,
    @Nullable JsonNode data,
    @Nullable List<String> channels,
    @Schema(maxLength = ScheduleRules.LONGEST_URL) @Nullable String url,
    @Schema(allowableValues = {"skip", "once", "all"}) @Nullable String missed,
    @Schema(allowableValues = {"queue", "skip"}) @Nullable String overlap) {

  /** Whose calendar says what a workday is; null: nobody's. */
  @Nullable String calendarOf() {
    return calendar == null ? tenant : calendar;
  }

  @Override
  public String toString() {
    return "schedule specification";
  }
}
