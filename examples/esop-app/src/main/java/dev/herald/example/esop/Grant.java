package dev.herald.example.esop;

import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * Shares that a company promised to one of its people.
 *
 * @param tenant the company's code at Herald
 * @param employee the recipient's code at Herald
 */
record Grant(
    String id,
    String tenant,
    String employee,
    String name,
    long shares,
    BigDecimal price,
    String currency,
    LocalDate vestsOn) {}
