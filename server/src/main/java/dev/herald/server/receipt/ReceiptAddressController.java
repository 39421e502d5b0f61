package dev.herald.server.receipt;

import dev.herald.channel.receipt.Receipts;
import dev.herald.server.authorization.Caller;
import dev.herald.server.authorization.Permission;
import dev.herald.server.authorization.Requires;
import dev.herald.server.platform.problem.RequestProblem;
import dev.herald.server.platform.web.PublicUrl;
import dev.herald.server.reason.Thing;
import dev.herald.server.source.Sources;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/v1/sources/{code}/receipts")
class ReceiptAddressController {
  private final Sources sources;
  private final ReceiptIntake intake;
  private final ReceiptAddress address;
  private final PublicUrl url;

  ReceiptAddressController(
      Sources sources, ReceiptIntake intake, ReceiptAddress address, PublicUrl url) {
    this.sources = sources;
    this.intake = intake;
    this.address = address;
    this.url = url;
  }

  /**
   * Where a provider is to report.
   *
   * @param url to be given to the provider
   * @param signed whether the provider signs what it says; else the address is a secret
   * @param replies whether it tells what people write back
   */
  record ReceiptAddressView(String url, boolean signed, boolean replies) {
    @Override
    public String toString() {
      return "address for receipts";
    }
  }

  @Operation(
      summary = "The address that a source's provider is to report to",
      description = "404 when its connector reads no reports. The address may have a secret in it.")
  @Requires(Permission.EDIT)
  @GetMapping
  ReceiptAddressView get(
      Caller.Staff caller, @PathVariable String code, HttpServletRequest request) {
    sources.require(code, caller.reach());
    ReceiptIntake.Ear ear =
        sources
            .named(code)
            .flatMap(intake::ear)
            .orElseThrow(() -> new RequestProblem.NotFound(Thing.RECEIPTS, code));
    boolean signed = ear.receipts().proof() == Receipts.Proof.SIGNATURE;
    return new ReceiptAddressView(
        url.needed(request) + address.of(ear.source(), !signed),
        signed,
        ear.receipts().bringsReplies());
  }
}
