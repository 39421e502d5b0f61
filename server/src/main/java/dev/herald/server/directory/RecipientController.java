package dev.herald.server.directory;

import dev.herald.server.access.Caller;
import dev.herald.server.platform.Page;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/v1/tenants/{tenant}/recipients")
class RecipientController {
  private final Tenants tenants;
  private final Recipients recipients;
  private final RecipientImport entries;

  RecipientController(Tenants tenants, Recipients recipients, RecipientImport entries) {
    this.tenants = tenants;
    this.recipients = recipients;
    this.entries = entries;
  }

  /** A recipient as the API shows it. */
  record RecipientView(
      String code, String name, @Nullable Locale locale, Map<String, String> addresses) {
    static RecipientView of(Recipient recipient) {
      Map<String, String> addresses = new TreeMap<>();
      recipient.addresses().forEach((channel, address) -> addresses.put(channel.name(), address));
      return new RecipientView(recipient.code(), recipient.name(), recipient.locale(), addresses);
    }
  }

  /** In the order of their codes, or only those that have the {@code address}. */
  @GetMapping
  Page<RecipientView> list(
      Caller.Administrator caller,
      @PathVariable String tenant,
      @RequestParam(required = false) @Nullable String address,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(required = false) @Nullable Integer limit) {
    Tenant owner = tenants.get(tenant);
    if (address != null) {
      return Page.all(recipients.having(owner, address).stream().map(RecipientView::of).toList());
    }
    int size = Page.size(limit);
    List<Recipient> read = recipients.list(owner, Page.position(cursor), size + 1);
    return Page.of(read.stream().map(RecipientView::of).toList(), size, RecipientView::code);
  }

  @GetMapping("/{code}")
  RecipientView get(
      Caller.Administrator caller, @PathVariable String tenant, @PathVariable String code) {
    return RecipientView.of(recipients.get(tenants.get(tenant), code));
  }

  @PutMapping("/{code}")
  ResponseEntity<RecipientView> put(
      Caller.Administrator caller,
      @PathVariable String tenant,
      @PathVariable String code,
      @RequestBody RecipientSpec spec) {
    Tenant owner = tenants.get(tenant);
    return recipients
        .put(owner, code, spec)
        .answer(() -> RecipientView.of(recipients.get(owner, code)));
  }

  @DeleteMapping("/{code}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void delete(Caller.Administrator caller, @PathVariable String tenant, @PathVariable String code) {
    recipients.delete(tenants.get(tenant), code);
  }

  /** NDJSON in, one {@link RecipientImport.Result} a line out. */
  @PostMapping(
      consumes = MediaType.APPLICATION_NDJSON_VALUE,
      produces = MediaType.APPLICATION_NDJSON_VALUE)
  void importAll(
      Caller.Administrator caller,
      @PathVariable String tenant,
      InputStream body,
      HttpServletResponse response)
      throws IOException {
    Tenant owner = tenants.get(tenant);
    response.setContentType(MediaType.APPLICATION_NDJSON_VALUE);
    entries.run(owner, body, response.getOutputStream());
  }
}
