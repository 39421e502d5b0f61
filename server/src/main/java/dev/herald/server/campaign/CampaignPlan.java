package dev.herald.server.campaign;

import dev.herald.channel.Channel;
import dev.herald.server.application.Applications;
import dev.herald.server.authorization.Application;
import dev.herald.server.authorization.Caller;
import dev.herald.server.authorization.Reach;
import dev.herald.server.directory.ChannelNames;
import dev.herald.server.directory.Locales;
import dev.herald.server.directory.Tenant;
import dev.herald.server.directory.Tenants;
import dev.herald.server.directory.Zones;
import dev.herald.server.lane.LaneSettings;
import dev.herald.server.node.Node;
import dev.herald.server.node.Nodes;
import dev.herald.server.platform.Ids;
import dev.herald.server.platform.Spelling;
import dev.herald.server.platform.csv.CsvForm;
import dev.herald.server.platform.csv.CsvRows;
import dev.herald.server.platform.csv.CsvUnreadable;
import dev.herald.server.platform.outgoing.OutgoingUrls;
import dev.herald.server.platform.problem.FieldErrors;
import dev.herald.server.platform.problem.RequestProblem;
import dev.herald.server.reason.CampaignFault;
import dev.herald.server.reason.DirectoryFault;
import dev.herald.server.reason.FieldFault;
import dev.herald.server.reason.SubmissionFault;
import dev.herald.server.reason.Thing;
import dev.herald.server.upload.Mapping;
import dev.herald.server.upload.Upload;
import dev.herald.server.upload.Uploads;
import java.net.URI;
import java.time.Clock;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Makes a campaign of what somebody ordered, and names everything that is wrong with it. */
@Component
class CampaignPlan {
  private static final int LONGEST_URL = 2_048;
  private static final List<String> OF_A_PERSON = List.of("recipient", "phone");

  private final Applications applications;
  private final Nodes nodes;
  private final Tenants tenants;
  private final ChannelNames channels;
  private final Uploads uploads;
  private final LaneSettings lanes;
  private final OutgoingUrls urls;
  private final Clock clock;

  CampaignPlan(
      Applications applications,
      Nodes nodes,
      Tenants tenants,
      ChannelNames channels,
      Uploads uploads,
      LaneSettings lanes,
      OutgoingUrls urls,
      Clock clock) {
    this.applications = applications;
    this.nodes = nodes;
    this.tenants = tenants;
    this.channels = channels;
    this.uploads = uploads;
    this.lanes = lanes;
    this.urls = urls;
    this.clock = clock;
  }

  /**
   * @throws RequestProblem.Invalid naming what is wrong
   * @throws RequestProblem.NotFound when it names what there is not, or is out of reach
   */
  Campaign of(Caller caller, CampaignOrder order) {
    FieldErrors errors = new FieldErrors();
    String name = errors.text("name", order.name(), 100);
    String applicationCode = errors.text("application", order.application(), 100);
    String nodeCode = errors.text("node", order.node(), 100);
    String tenantCode = errors.text("tenant", order.tenant(), 100);
    errors.throwIfAny();
    caller.reach().requireSight(Reach.Limit.APPLICATIONS, applicationCode);
    caller.reach().requireSight(Reach.Limit.TENANTS, tenantCode);
    Application application = applications.get(applicationCode);
    Node node = nodes.get(application.id(), nodeCode);
    Tenant tenant = tenants.get(tenantCode);
    requireBackground(node, errors);
    Pace pace = pace(order, tenant, errors);
    if (order.data() != null && !order.data().isNull() && !order.data().isObject()) {
      errors.add("data", new SubmissionFault.DataNotObject());
    }
    Upload upload = upload(caller, order, errors);
    URI url = url(order.url(), errors);
    check(order.query(), errors);
    errors.throwIfAny();
    return new Campaign(
        Ids.next(),
        name,
        null,
        new Campaign.Whose(application.id(), node.id(), tenant.id()),
        upload == null ? other(order, url) : file(order, upload, node),
        upload == null ? null : upload.before(),
        pace,
        Boolean.TRUE.equals(order.secondPerson()),
        Campaign.State.LOADING,
        new Campaign.People(caller.name(), null),
        new Campaign.Times(clock.instant(), null, null),
        "",
        0,
        Campaign.Counts.NONE,
        Map.of(),
        null,
        null);
  }

  static ObjectNode data(CampaignOrder order) {
    return order.data() instanceof ObjectNode data ? data : JsonNodeFactory.instance.objectNode();
  }

  private void requireBackground(Node node, FieldErrors errors) {
    LaneSettings.Lane lane = lanes.lanes().get(node.lane());
    if (lane == null || lane.priority() != LaneSettings.Priority.BACKGROUND) {
      errors.add("node", new CampaignFault.LaneNotBulk(node.lane()));
    }
  }

  private @Nullable Upload upload(Caller caller, CampaignOrder order, FieldErrors errors) {
    long given =
        Stream.of(order.upload(), order.query(), order.url()).filter(Objects::nonNull).count();
    if (given == 0) {
      errors.add("upload", new CampaignFault.AudienceMissing());
    }
    if (given > 1) {
      errors.add(order.query() == null ? "url" : "query", new CampaignFault.AudienceTwice());
    }
    return order.upload() == null ? null : uploads.get(caller, order.upload());
  }

  private Audience file(CampaignOrder order, Upload upload, Node node) {
    CsvForm form = Mapping.form(upload, order.encoding(), order.delimiter());
    Set<String> addresses = new TreeSet<>(channels.known());
    addresses.addAll(ChannelNames.USUAL);
    addresses.addAll(OF_A_PERSON);
    Set<String> targets = new TreeSet<>(addresses);
    targets.addAll(List.of("locale", "reference"));
    RowRequests.variables(node).forEach(each -> targets.add(RowRequests.VARIABLE + each));
    Mapping mapping = Mapping.checked(order.mapping(), columns(upload, form), targets);
    mapping.requireOneOf(addresses, usual(node));
    return new Audience.OfFile(upload.id(), upload.name(), form, mapping);
  }

  /** What a message of a node can be addressed by. */
  private static List<String> usual(Node node) {
    List<String> channels = node.plan().channels().stream().map(Channel::name).toList();
    List<String> usual = new ArrayList<>(List.of("recipient"));
    if (channels.contains("sms")) {
      usual.add("phone");
    }
    usual.addAll(channels);
    return usual;
  }

  private List<String> columns(Upload upload, CsvForm form) {
    try (CsvRows rows = uploads.rows(upload.id(), form)) {
      return rows.columns();
    } catch (CsvUnreadable unreadable) {
      throw new RequestProblem.Invalid("upload", unreadable.reason());
    }
  }

  private static Audience other(CampaignOrder order, @Nullable URI url) {
    return url == null ? query(order) : new Audience.OfUrl(url);
  }

  private @Nullable URI url(@Nullable String written, FieldErrors errors) {
    String text = errors.optionalText("url", written, LONGEST_URL);
    return text == null ? null : urls.read("url", text, errors);
  }

  /** What nobody could ever fit is a mistake. */
  private void check(CampaignOrder.@Nullable AudienceQuery query, FieldErrors errors) {
    if (query == null) {
      return;
    }
    Locales.parseOptional("query.locale", query.locale(), errors);
    String channel = blank(query.channel());
    if (channel != null && !channels.known().contains(channel)) {
      errors.add("query.channel", Spelling.unknown(Thing.CHANNEL, channel, channels.known()));
    }
  }

  private static Audience query(CampaignOrder order) {
    CampaignOrder.AudienceQuery query = order.query();
    return query == null
        ? new Audience.OfQuery(null, null, null, null)
        : new Audience.OfQuery(
            blank(query.locale()),
            blank(query.channel()),
            blank(query.codes()),
            query.attributes() == null || query.attributes().isEmpty() ? null : query.attributes());
  }

  private static @Nullable String blank(@Nullable String text) {
    return text == null || text.isBlank() ? null : text.strip();
  }

  private static Pace pace(CampaignOrder order, Tenant tenant, FieldErrors errors) {
    int perSecond = perSecond(order.perSecond(), errors);
    LocalTime from = time("from", order.from(), errors);
    LocalTime until = time("until", order.until(), errors);
    if ((blank(order.from()) == null) != (blank(order.until()) == null)) {
      errors.add("until", new CampaignFault.HoursIncomplete());
    }
    if (from != null && from.equals(until)) {
      errors.add("until", new DirectoryFault.QuietHoursEmpty());
    }
    return new Pace(perSecond, from, until, zone(order.zone(), tenant, errors));
  }

  static int perSecond(@Nullable Integer wanted, FieldErrors errors) {
    int perSecond = wanted == null ? Pace.USUAL : wanted;
    if (perSecond < 1 || perSecond > Pace.HIGHEST) {
      errors.add("perSecond", new FieldFault.NumberOutOfRange(1, Pace.HIGHEST));
    }
    return perSecond;
  }

  private static @Nullable LocalTime time(String field, @Nullable String text, FieldErrors errors) {
    String written = blank(text);
    if (written == null) {
      return null;
    }
    try {
      return LocalTime.parse(written);
    } catch (DateTimeParseException _) {
      errors.add(field, new SubmissionFault.TimeOfDayInvalid(written));
      return null;
    }
  }

  private static ZoneId zone(@Nullable String text, Tenant tenant, FieldErrors errors) {
    ZoneId zone = Zones.parseOptional("zone", text, errors);
    return zone == null ? tenant.zone() : zone;
  }
}
