package dev.herald.server.directory;

import dev.herald.server.authorization.Caller;
import dev.herald.server.authorization.Permission;
import dev.herald.server.authorization.Reach;
import dev.herald.server.authorization.Requires;
import dev.herald.server.platform.problem.Page;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/v1/tenants/{tenant}/recipients/{code}/devices")
class DeviceController {
  private final Tenants tenants;
  private final Devices devices;

  DeviceController(Tenants tenants, Devices devices) {
    this.tenants = tenants;
    this.devices = devices;
  }

  /**
   * A device that a recipient has signed in on.
   *
   * @param channel that reaches it
   * @param token masked
   * @param registeredAt when its app said so last
   */
  record DeviceView(UUID id, String channel, String token, Instant registeredAt) {
    static DeviceView of(Devices.Device device) {
      return new DeviceView(
          device.id(), device.channel().name(), device.token().masked(), device.registeredAt());
    }
  }

  /**
   * A device to be registered.
   *
   * @param token as the push provider gave it to the app
   */
  record DeviceSpec(
      @Schema(requiredMode = Schema.RequiredMode.REQUIRED, example = "app-push")
          @Nullable String channel,
      @Schema(requiredMode = Schema.RequiredMode.REQUIRED, minLength = 1, maxLength = 512)
          @Nullable String token) {
    @Override
    public String toString() {
      return "device";
    }
  }

  @Operation(operationId = "listDevices", summary = "The devices of a recipient, newest first")
  @Requires(Permission.READ)
  @GetMapping
  Page<DeviceView> list(
      Caller.Staff caller, @PathVariable String tenant, @PathVariable String code) {
    return Page.all(devices.of(tenants.get(tenant), code).stream().map(DeviceView::of).toList());
  }

  @Operation(
      operationId = "registerDevice",
      summary = "Say that a recipient has signed in on a device",
      description =
          "A message to the recipient goes to each of its devices on the channel. May be said again,"
              + " at each start of the app. A device that was another's is this recipient's then; of"
              + " more than ten the one that was registered longest ago is forgotten, and one that its"
              + " provider calls dead.")
  @Requires(value = Permission.EDIT, across = Reach.Limit.APPLICATIONS)
  @PostMapping
  @ResponseStatus(HttpStatus.CREATED)
  DeviceView register(
      Caller.Staff caller,
      @PathVariable String tenant,
      @PathVariable String code,
      @RequestBody DeviceSpec spec) {
    return DeviceView.of(
        devices.register(tenants.get(tenant), code, spec.channel(), spec.token()).device());
  }

  @Operation(operationId = "removeDevice", summary = "Forget a device, as when its owner signs out")
  @Requires(value = Permission.EDIT, across = Reach.Limit.APPLICATIONS)
  @DeleteMapping("/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void remove(
      Caller.Staff caller,
      @PathVariable String tenant,
      @PathVariable String code,
      @PathVariable UUID id) {
    devices.remove(tenants.get(tenant), code, id);
  }
}
