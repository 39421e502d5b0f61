package dev.herald.server.upload;

import dev.herald.server.authorization.Caller;
import dev.herald.server.authorization.Permission;
import dev.herald.server.authorization.Requires;
import dev.herald.server.platform.BodyAccount;
import dev.herald.server.platform.csv.CsvEncoding;
import dev.herald.server.platform.csv.CsvForm;
import dev.herald.server.platform.csv.CsvRow;
import dev.herald.server.platform.csv.CsvRows;
import dev.herald.server.platform.csv.CsvUnreadable;
import dev.herald.server.reason.WordedReason;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/v1/uploads")
@Tag(name = "Uploads")
class UploadController {
  private static final int ROWS_SHOWN = 10;

  private final Uploads uploads;
  private final Headings headings;

  UploadController(Uploads uploads, Headings headings) {
    this.uploads = uploads;
    this.headings = headings;
  }

  /**
   * A file with its first rows, read as asked for.
   *
   * @param before when the same file came within a day before
   * @param encoding that it is read in: as found out, or as asked for
   * @param delimiter likewise
   * @param columns in their order
   * @param rows the first ones
   * @param problem why it can't be read so, or not further
   */
  record UploadView(
      UUID id,
      String name,
      long bytes,
      Instant madeAt,
      @Nullable Instant before,
      CsvEncoding encoding,
      String delimiter,
      List<ColumnView> columns,
      List<RowView> rows,
      @Nullable WordedReason problem) {}

  /**
   * @param meaning what a column of this name holds, if that is known: {@code code}, {@code name},
   *     {@code locale}, {@code reference}, or a channel
   */
  @Schema(name = "UploadColumn")
  record ColumnView(String name, @Nullable String meaning) {}

  /**
   * @param column that is wrong; empty: the row as a whole
   */
  @Schema(name = "UploadRow")
  record RowView(
      long line, List<String> cells, @Nullable String column, @Nullable WordedReason problem) {
    @Override
    public String toString() {
      return "row of an upload";
    }
  }

  @Requires(Permission.OPERATE)
  @PostMapping(consumes = {"text/csv", "application/octet-stream"})
  @ResponseStatus(HttpStatus.CREATED)
  @Operation(
      operationId = "makeUpload",
      summary = "Bring a CSV file for an import or a campaign",
      description =
          "The body is the file, up to 512 MB. Encoding and delimiter are found out. It is kept"
              + " sealed for seven days, and only who brought it sees it.",
      requestBody =
          @io.swagger.v3.oas.annotations.parameters.RequestBody(
              content = @Content(mediaType = "text/csv", schema = @Schema(type = "string"))))
  UploadView take(
      Caller.Staff caller,
      @RequestParam(required = false) @Nullable String name,
      HttpServletRequest request)
      throws IOException {
    Upload upload =
        uploads.take(
            name == null ? "" : name, caller, request.getInputStream(), BodyAccount.of(request));
    return view(upload, upload.form());
  }

  @Requires(Permission.OPERATE)
  @GetMapping("/{id}")
  @Operation(
      operationId = "getUpload",
      summary = "The first rows of a file, in another encoding or with another delimiter if asked")
  UploadView get(
      Caller.Staff caller,
      @PathVariable UUID id,
      @RequestParam(required = false) @Nullable String encoding,
      @RequestParam(required = false) @Nullable String delimiter) {
    Upload upload = uploads.get(caller, id);
    return view(upload, Mapping.form(upload, encoding, delimiter));
  }

  private UploadView view(Upload upload, CsvForm form) {
    List<ColumnView> columns = new ArrayList<>();
    List<RowView> shown = new ArrayList<>();
    WordedReason problem = null;
    try (CsvRows rows = uploads.rows(upload.id(), form)) {
      rows.columns()
          .forEach(name -> columns.add(new ColumnView(name, headings.meaning(name).orElse(null))));
      for (Optional<CsvRow> row = rows.next();
          row.isPresent() && shown.size() < ROWS_SHOWN;
          row = rows.next()) {
        shown.add(view(row.get()));
      }
    } catch (CsvUnreadable unreadable) {
      problem = WordedReason.of(unreadable.reason());
    }
    return new UploadView(
        upload.id(),
        upload.name(),
        upload.bytes(),
        upload.madeAt(),
        upload.before(),
        form.encoding(),
        String.valueOf(form.delimiter()),
        columns,
        shown,
        problem);
  }

  private static RowView view(CsvRow row) {
    CsvRow.Fault fault = row.fault();
    return new RowView(
        row.line(),
        row.cells(),
        fault == null ? null : fault.column(),
        fault == null ? null : WordedReason.of(fault.reason()));
  }
}
