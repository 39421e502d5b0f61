package dev.herald.server.preference;

import dev.herald.channel.Channel;
import dev.herald.channel.Destination;
import dev.herald.server.audit.Act;
import dev.herald.server.audit.AuditLog;
import dev.herald.server.authorization.Caller;
import dev.herald.server.authorization.KeyMode;
import dev.herald.server.directory.Addresses;
import dev.herald.server.directory.ChannelNames;
import dev.herald.server.directory.Recipient;
import dev.herald.server.directory.Recipients;
import dev.herald.server.directory.Tenant;
import dev.herald.server.directory.Tenants;
import dev.herald.server.platform.Spelling;
import dev.herald.server.platform.problem.FieldErrors;
import dev.herald.server.platform.problem.RequestProblem;
import dev.herald.server.reason.FieldFault;
import dev.herald.server.reason.Language;
import dev.herald.server.reason.Thing;
import dev.herald.server.topic.Topic;
import dev.herald.server.topic.Topics;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What applications and operators may do with people's preferences; each change is audited. */
@Component
class PreferenceDesk {
  private static final int MOST = 500;

  private final Preferences preferences;
  private final Choices choices;
  private final Persons persons;
  private final Tenants tenants;
  private final Recipients recipients;
  private final Topics topics;
  private final ChannelNames channels;
  private final AuditLog audit;
  private final Clock clock;

  PreferenceDesk(
      Preferences preferences,
      Choices choices,
      Persons persons,
      Tenants tenants,
      Recipients recipients,
      Topics topics,
      ChannelNames channels,
      AuditLog audit,
      Clock clock) {
    this.preferences = preferences;
    this.choices = choices;
    this.persons = persons;
    this.tenants = tenants;
    this.recipients = recipients;
    this.topics = topics;
    this.channels = channels;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * What a person wants or does not want.
   *
   * @param topic left out: of every topic
   * @param channel left out: of every channel
   */
  @Schema(name = "PreferenceSpec")
  record PreferenceSpec(
      @Schema(example = "newsletter") @Nullable String topic,
      @Schema(example = "email") @Nullable String channel,
      @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable Boolean wanted) {}

  /**
   * Whose preferences are meant, where no recipient is named.
   *
   * @param channel that the address is one of
   */
  @Schema(name = "Addressee")
  record Addressee(
      @Schema(requiredMode = Schema.RequiredMode.REQUIRED, example = "email")
          @Nullable String channel,
      @Schema(requiredMode = Schema.RequiredMode.REQUIRED, minLength = 1, maxLength = 2048)
          @Nullable String address) {
    @Override
    public String toString() {
      return "addressee";
    }
  }

  /**
   * @throws RequestProblem.NotFound when the tenant has none with this code
   */
  Person recipient(Caller caller, String tenantCode, String code) {
    Tenant tenant = tenants.get(tenantCode);
    return persons.recipient(tenant.id(), isTest(caller), known(tenant, code).code());
  }

  /** As above, of whom a link is made. */
  Person linked(Caller caller, String tenantCode, String code) {
    Person person = recipient(caller, tenantCode, code);
    audit.record(Act.of("preference.linked", "recipient", named(tenantCode, code)));
    return person;
  }

  private Recipient known(Tenant tenant, String code) {
    return recipients.find(tenant.id(), List.of(code)).values().stream()
        .findAny()
        .orElseThrow(() -> new RequestProblem.NotFound(Thing.RECIPIENT, code));
  }

  /** How the audit log names a recipient. */
  String named(String tenantCode, String code) {
    Tenant tenant = tenants.get(tenantCode);
    return recipients.named(tenant, known(tenant, code).code());
  }

  private static boolean isTest(Caller caller) {
    return caller.mode() == KeyMode.TEST;
  }

  Person at(Caller caller, String tenantCode, Addressee who) {
    Tenant tenant = tenants.get(tenantCode);
    FieldErrors errors = new FieldErrors();
    Destination address = address(tenant, who, errors);
    errors.throwIfAny();
    return persons.at(tenant.id(), isTest(caller), address);
  }

  private Destination address(Tenant tenant, Addressee who, FieldErrors errors) {
    if (who.channel() == null) {
      errors.add("channel", new FieldFault.FieldMissing());
    } else {
      channel("channel", who.channel(), errors);
    }
    if (who.address() == null || who.address().isBlank()) {
      errors.add("address", new FieldFault.FieldMissing());
    }
    if (who.channel() == null || who.address() == null || !errors.isEmpty()) {
      return Destination.NONE;
    }
    return switch (Addresses.parse(
        Addresses.kindOf(new Channel(who.channel())), who.address(), tenant.locale())) {
      case Addresses.Parsed.Right(Destination right) -> right;
      case Addresses.Parsed.Wrong(var error) -> {
        errors.add(error.within("address"));
        yield Destination.NONE;
      }
    };
  }

  private @Nullable String channel(String field, @Nullable String name, FieldErrors errors) {
    if (name != null && !channels.known().contains(name)) {
      errors.add(field, Spelling.unknown(Thing.CHANNEL, name, new TreeSet<>(channels.known())));
    }
    return name;
  }

  PersonPreferences of(Person person) {
    return preferences.of(person);
  }

  List<Choices.Choice> choices(String tenantCode, Language language) {
    return choices.of(tenants.get(tenantCode).id(), language);
  }

  /**
   * @param key of the audit entry; never an address
   */
  @Transactional
  void put(
      Caller caller,
      String tenantCode,
      Person person,
      String key,
      @Nullable List<@Nullable PreferenceSpec> specs) {
    List<Preference> wanted = checked(caller, tenantCode, specs);
    preferences.replace(person, wanted);
    audit.record(
        Act.of("preference.updated", key.equals(tenantCode) ? "tenant" : "recipient", key)
            .with(Map.of("preferences", wanted.size())));
  }

  private List<Preference> checked(
      Caller caller, String tenantCode, @Nullable List<@Nullable PreferenceSpec> specs) {
    FieldErrors errors = new FieldErrors();
    if (specs == null) {
      errors.add("preferences", new FieldFault.FieldMissing());
    } else if (specs.size() > MOST) {
      errors.add("preferences", new FieldFault.ItemsOutOfRange(0, MOST));
    }
    errors.throwIfAny();
    Set<String> known = known(tenantCode);
    Set<List<@Nullable String>> seen = new HashSet<>();
    List<Preference> checked = new ArrayList<>();
    for (int i = 0; specs != null && i < specs.size(); i++) {
      String field = "preferences[%d]".formatted(i);
      PreferenceSpec spec = specs.get(i);
      if (spec == null || spec.wanted() == null) {
        errors.add(field + ".wanted", new FieldFault.FieldMissing());
        continue;
      }
      if (spec.topic() != null && !known.contains(spec.topic())) {
        errors.add(field + ".topic", Spelling.unknown(Thing.TOPIC, spec.topic(), known));
      }
      channel(field + ".channel", spec.channel(), errors);
      if (!seen.add(Arrays.asList(spec.topic(), spec.channel()))) {
        errors.add(field, new FieldFault.ItemTwice());
      }
      checked.add(
          new Preference(
              spec.topic(), spec.channel(), spec.wanted(), caller.name(), clock.instant()));
    }
    errors.throwIfAny();
    return checked;
  }

  /** What may be named: also what no node sends any more, or not yet. */
  private Set<String> known(String tenantCode) {
    Set<String> known = new TreeSet<>();
    topics.list().stream().map(Topic::code).forEach(known::add);
    choices(tenantCode, Language.EN).stream().map(Choices.Choice::topic).forEach(known::add);
    return known;
  }
}
