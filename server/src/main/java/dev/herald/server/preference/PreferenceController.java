package dev.herald.server.preference;

import dev.herald.server.authorization.Caller;
import dev.herald.server.authorization.Permission;
import dev.herald.server.authorization.Requires;
import dev.herald.server.platform.web.PublicUrl;
import dev.herald.server.preference.PreferenceDesk.Addressee;
import dev.herald.server.preference.PreferenceDesk.PreferenceSpec;
import dev.herald.server.reason.Language;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** For business systems with a page of their own for it, and for operators. */
@RestController
@RequestMapping("/v1/tenants/{tenant}")
@Tag(name = "Preferences")
class PreferenceController {
  private final PreferenceDesk desk;
  private final PageLinks links;
  private final PublicUrl url;

  PreferenceController(PreferenceDesk desk, PageLinks links, PublicUrl url) {
    this.desk = desk;
    this.links = links;
    this.url = url;
  }

  /**
   * What a person wants.
   *
   * @param preferences what was said; the most exact one decides: of a topic, then of a channel
   * @param topics all that the person may choose, with what follows from the preferences
   */
  @Schema(name = "Preferences")
  record PreferencesView(List<Said> preferences, List<Choice> topics) {

    /**
     * What was said.
     *
     * @param topic left out: of every topic
     * @param channel left out: of every channel
     * @param by {@code person}: on the page of its own; else the application or the user
     */
    @Schema(name = "PreferenceSaid")
    record Said(
        @Nullable String topic, @Nullable String channel, boolean wanted, String by, Instant at) {}

    /**
     * A topic that the tenant's nodes send.
     *
     * @param name in the language of the request
     */
    @Schema(name = "PreferenceChoice")
    record Choice(String topic, String name, List<Way> channels) {}

    /** A channel that nodes of the topic send by, and whether messages go. */
    @Schema(name = "PreferenceWay")
    record Way(String channel, boolean wanted) {}

    static PreferencesView of(PersonPreferences preferences, List<Choices.Choice> choices) {
      return new PreferencesView(
          preferences.said().stream()
              .map(each ->
                  new Said(
                      each.topic(), each.channel(), each.wanted(), each.saidBy(), each.saidAt()))
              .toList(),
          choices.stream()
              .map(choice ->
                  new Choice(
                      choice.topic(),
                      choice.name(),
                      choice.channels().stream()
                          .map(channel ->
                              new Way(channel, preferences.want(choice.topic(), channel)))
                          .toList()))
              .toList());
    }
  }

  /** All that a person wants and does not want, in place of what was said before. */
  @Schema(name = "PreferencesSpec")
  record PreferencesSpec(
      @Schema(requiredMode = Schema.RequiredMode.REQUIRED)
          @Nullable List<@Nullable PreferenceSpec> preferences) {}

  /** As above, of an address. */
  @Schema(name = "AddressPreferencesSpec")
  record AddressPreferencesSpec(
      @Schema(requiredMode = Schema.RequiredMode.REQUIRED, example = "email")
          @Nullable String channel,
      @Schema(requiredMode = Schema.RequiredMode.REQUIRED, minLength = 1, maxLength = 2048)
          @Nullable String address,
      @Schema(requiredMode = Schema.RequiredMode.REQUIRED)
          @Nullable List<@Nullable PreferenceSpec> preferences) {
    @Override
    public String toString() {
      return "preferences of an address";
    }
  }

  /** A page where a person says what it wants. */
  @Schema(name = "PreferenceLink")
  record PreferenceLink(String url, Instant expiresAt) {
    @Override
    public String toString() {
      return "link until " + expiresAt;
    }
  }

  @Requires(Permission.PREFERENCES)
  @GetMapping("/recipients/{code}/preferences")
  @Operation(operationId = "getPreferences", summary = "What a recipient wants to be sent")
  PreferencesView get(Caller caller, @PathVariable String tenant, @PathVariable String code) {
    return view(tenant, desk.recipient(caller, tenant, code));
  }

  @Requires(Permission.PREFERENCES)
  @PutMapping("/recipients/{code}/preferences")
  @Operation(
      operationId = "putPreferences",
      summary = "Set what a recipient wants to be sent",
      description = "In place of all that was said before; an empty list takes it back.")
  PreferencesView put(
      Caller caller,
      @PathVariable String tenant,
      @PathVariable String code,
      @RequestBody PreferencesSpec spec) {
    Person person = desk.recipient(caller, tenant, code);
    desk.put(caller, tenant, person, desk.named(tenant, code), spec.preferences());
    return view(tenant, person);
  }

  @Requires(Permission.PREFERENCES)
  @PostMapping("/recipients/{code}/preferences/link")
  @ResponseStatus(HttpStatus.CREATED)
  @Operation(
      operationId = "makePreferenceLink",
      summary = "Make a link to the page where a recipient says what it wants",
      description = "Whoever has the link can change it, without a sign-in.")
  PreferenceLink link(
      Caller caller,
      @PathVariable String tenant,
      @PathVariable String code,
      HttpServletRequest request) {
    PageToken token = links.token(desk.linked(caller, tenant, code));
    return new PreferenceLink(url.needed(request) + links.path(token), token.until());
  }

  @Requires(Permission.PREFERENCES)
  @PostMapping("/preferences/search")
  @Operation(
      operationId = "searchPreferences",
      summary = "What the person at an address wants, where no recipient is named",
      description = "The address is in the body, so that no log of addresses has it.")
  PreferencesView search(Caller caller, @PathVariable String tenant, @RequestBody Addressee who) {
    return view(tenant, desk.at(caller, tenant, who));
  }

  @Requires(Permission.PREFERENCES)
  @PostMapping("/preferences")
  @Operation(
      operationId = "putAddressPreferences",
      summary = "Set what the person at an address wants, where no recipient is named",
      description = "In place of all that was said before; an empty list takes it back.")
  PreferencesView putOfAddress(
      Caller caller, @PathVariable String tenant, @RequestBody AddressPreferencesSpec spec) {
    Person person = desk.at(caller, tenant, new Addressee(spec.channel(), spec.address()));
    desk.put(caller, tenant, person, tenant, spec.preferences());
    return view(tenant, person);
  }

  private PreferencesView view(String tenant, Person person) {
    return PreferencesView.of(desk.of(person), desk.choices(tenant, Language.ofRequest()));
  }
}
