package dev.herald.server.upload;

import dev.herald.server.platform.Spelling;
import dev.herald.server.platform.csv.CsvEncoding;
import dev.herald.server.platform.csv.CsvForm;
import dev.herald.server.platform.csv.CsvRow;
import dev.herald.server.platform.problem.FieldErrors;
import dev.herald.server.platform.problem.RequestProblem;
import dev.herald.server.reason.FieldFault;
import dev.herald.server.reason.FileFault;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which column of a file holds what.
 *
 * @param byColumn the name of a column to what it holds; columns that are left out are not read
 */
public record Mapping(Map<String, String> byColumn) {
  private static final List<String> DELIMITER_WORDS = List.of(",", ";", "tab");

  public Mapping {
    byColumn = Map.copyOf(byColumn);
  }

  /**
   * @param columns that the file has
   * @param targets what a column may hold
   * @throws RequestProblem.Invalid naming every wrong entry
   */
  public static Mapping checked(
      @Nullable Map<String, @Nullable String> written,
      List<String> columns,
      Collection<String> targets) {
    List<String> named = columns.stream().filter(each -> !each.isEmpty()).toList();
    FieldErrors errors = new FieldErrors();
    Map<String, String> mapping = new LinkedHashMap<>();
    Set<String> given = new HashSet<>();
    Map<String, @Nullable String> entries = written == null ? Map.of() : written;
    entries.forEach((column, target) -> {
      String field = "mapping." + column;
      if (target == null || target.isBlank()) {
        return;
      }
      if (!columns.contains(column)) {
        errors.add(
            field,
            new FileFault.ColumnUnknown(
                column, Spelling.nearest(column, named), Spelling.listed(named)));
      } else if (!targets.contains(target)) {
        errors.add(
            field,
            new FileFault.MappingUnknown(
                Spelling.nearest(target, targets), Spelling.listed(targets)));
      } else if (!given.add(target)) {
        errors.add(field, new FileFault.MappingTwice(target));
      }
      mapping.put(column, target);
    });
    errors.throwIfAny();
    return new Mapping(mapping);
  }

  /**
   * @param needed one of these at least
   * @param likely those of them that are worth naming
   * @throws RequestProblem.Invalid when none of them has a column
   */
  public void requireOneOf(Collection<String> needed, Collection<String> likely) {
    if (byColumn.values().stream().noneMatch(needed::contains)) {
      throw new RequestProblem.Invalid(
          "mapping", new FileFault.MappingMissing(Spelling.listed(likely)));
    }
  }

  /** What a row holds, without what is empty. */
  public Map<String, String> values(List<String> columns, CsvRow row) {
    Map<String, String> values = new LinkedHashMap<>();
    for (int i = 0; i < columns.size(); i++) {
      String target = byColumn.get(columns.get(i));
      if (target != null && !row.cells().get(i).isEmpty()) {
        values.put(target, row.cells().get(i));
      }
    }
    return values;
  }

  /** The column that holds this; empty when none does. */
  public String column(String target) {
    return byColumn.entrySet().stream()
        .filter(entry -> entry.getValue().equals(target))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse("");
  }

  /**
   * How a file is to be read: as it was found out, unless it is said.
   *
   * @throws RequestProblem.Invalid when there is no such encoding or delimiter
   */
  public static CsvForm form(Upload upload, @Nullable String encoding, @Nullable String delimiter) {
    FieldErrors errors = new FieldErrors();
    CsvEncoding read = upload.form().encoding();
    if (encoding != null) {
      read = CsvEncoding.named(encoding).orElse(read);
      if (!read.word().equalsIgnoreCase(encoding)) {
        errors.add("encoding", new FieldFault.ChoiceWrong(CsvEncoding.words()));
      }
    }
    char between = upload.form().delimiter();
    if (delimiter != null) {
      String sign = delimiter.equals("tab") ? "\t" : delimiter;
      if (sign.length() == 1 && CsvForm.DELIMITERS.contains(sign)) {
        between = sign.charAt(0);
      } else {
        errors.add("delimiter", new FieldFault.ChoiceWrong(DELIMITER_WORDS));
      }
    }
    errors.throwIfAny();
    return new CsvForm(read, between);
  }
}
