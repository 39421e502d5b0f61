package dev.herald.server.campaign;

import dev.herald.channel.Destination;
import dev.herald.server.directory.Addresses;
import dev.herald.server.directory.Recipient;
import dev.herald.server.directory.Tenant;
import dev.herald.server.directory.Tenants;
import dev.herald.server.erasure.Forthcoming;
import dev.herald.server.node.Nodes;
import dev.herald.server.reason.ProblemReason;
import dev.herald.server.upload.RowFaults;
import java.text.Normalizer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What campaigns keep of people: let go of in time, and shown to and erased for a person.
 *
 * <p>An erased person's rows are not sent any more. Those that are being submitted at that moment
 * are waited for, so that whoever looks for messages after {@link #erase} finds theirs.
 */
@Component
class CampaignRemains implements Forthcoming {
  private static final Duration KEPT = Duration.ofDays(90);
  private static final int AT_ONCE = 1_000;
  private static final long PAUSE_MILLIS = 50;

  private final CampaignStore store;
  private final CampaignRows rows;
  private final RowFaults faults;
  private final Tenants tenants;
  private final Nodes nodes;
  private final JsonMapper json;
  private final TransactionTemplate transaction;

  CampaignRemains(
      CampaignStore store,
      CampaignRows rows,
      RowFaults faults,
      Tenants tenants,
      Nodes nodes,
      JsonMapper json,
      PlatformTransactionManager transactions) {
    this.store = store;
    this.rows = rows;
    this.faults = faults;
    this.tenants = tenants;
    this.nodes = nodes;
    this.json = json;
    this.transaction = new TransactionTemplate(transactions);
  }

  /** Empties what is over, and deletes what has been over for long. */
  void forget() {
    for (UUID over : store.toEmpty()) {
      rows.empty(over);
      store.emptied(over);
    }
    for (UUID old : store.old(KEPT)) {
      rows.delete(old);
      faults.clear(old);
      store.delete(old);
    }
  }

  @Override
  public String name() {
    return "campaigns";
  }

  @Override
  public List<Map<String, Object>> of(Recipient recipient) {
    List<Map<String, Object>> all = new ArrayList<>();
    eachRow(recipient, (campaign, row) -> all.add(told(campaign, json.readTree(row.to()))));
    return all;
  }

  private Map<String, Object> told(Campaign campaign, JsonNode entry) {
    Map<String, Object> told = new LinkedHashMap<>();
    told.put("campaign", campaign.name());
    told.put("to", RowPerson.addresses(entry));
    JsonNode data = entry.path("data");
    if (data.isObject()) {
      told.put("variables", nodes.get(campaign.whose().nodeId()).schema().masked(data));
    }
    return told;
  }

  @Override
  public int erase(Recipient recipient) {
    Map<UUID, List<Long>> found = new TreeMap<>();
    eachRow(
        recipient,
        (campaign, row) ->
            found.computeIfAbsent(campaign.id(), _ -> new ArrayList<>()).add(row.number()));
    found.forEach(this::erase);
    faults.clear(store.ofTenant(recipient.tenantId()), RowPerson.values(recipient));
    return found.values().stream().mapToInt(List::size).sum();
  }

  private void erase(UUID campaign, List<Long> numbers) {
    List<Long> left = eraseNow(campaign, numbers);
    while (!left.isEmpty()) {
      pause();
      left = eraseNow(campaign, left);
    }
  }

  /** Those that are being submitted are left: their fate is written in a moment. */
  private List<Long> eraseNow(UUID campaign, List<Long> numbers) {
    return transaction.execute(_ -> {
      CampaignStore.InHand inHand = store.inHand(campaign);
      List<Long> free = numbers.stream().filter(each -> !inHand.holds(each)).toList();
      store.erased(campaign, rows.erase(campaign, free, new ProblemReason.MessageErased()));
      return numbers.stream().filter(inHand::holds).toList();
    });
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a campaign was submitting", e);
    }
  }

  private void eachRow(Recipient recipient, BiConsumer<Campaign, CampaignRows.Row> each) {
    Tenant tenant = tenants.get(recipient.tenantId());
    RowPerson person = RowPerson.of(recipient, tenant.locale());
    for (Campaign campaign : store.ofPeople(tenant.id())) {
      List<CampaignRows.Row> some = rows.kept(campaign.id(), 0, AT_ONCE);
      while (!some.isEmpty()) {
        some.stream()
            .filter(row -> person.isIn(json.readTree(row.to())))
            .forEach(row -> each.accept(campaign, row));
        some = rows.kept(campaign.id(), some.getLast().number(), AT_ONCE);
      }
    }
  }

  /**
   * A person as rows of campaigns may name it: by its code, or by any of its addresses however they
   * are written.
   *
   * @param locale of the tenant: which country a phone number without one belongs to
   */
  private record RowPerson(String code, List<Destination> addresses, Locale locale) {
    private static final Set<String> NO_ADDRESS =
        Set.of("recipient", "attachments", "data", "locale", "reference");
    private static final int END = 4;

    /** By which a file may have named it. */
    static Set<String> values(Recipient recipient) {
      Set<String> values = new TreeSet<>(recipient.addresses().values());
      recipient.devices().values().forEach(values::addAll);
      values.add(recipient.code());
      return values;
    }

    static RowPerson of(Recipient recipient, Locale locale) {
      Stream<Destination> own =
          recipient.addresses().entrySet().stream()
              .map(each -> new Destination(Addresses.kindOf(each.getKey()), each.getValue()));
      Stream<Destination> devices =
          recipient.devices().entrySet().stream()
              .flatMap(each ->
                  each.getValue().stream()
                      .map(token -> new Destination(Addresses.kindOf(each.getKey()), token)));
      return new RowPerson(recipient.code(), Stream.concat(own, devices).toList(), locale);
    }

    /**
     * @param entry of {@code to}
     */
    boolean isIn(JsonNode entry) {
      return normal(entry.path("recipient").asString("")).equals(normal(code))
          || addresses(entry).values().stream()
              .anyMatch(written -> addresses.stream().anyMatch(each -> is(each, written)));
    }

    private static String normal(String written) {
      return Normalizer.normalize(written, Normalizer.Form.NFC);
    }

    /** What an entry names a person by, its code apart. */
    static Map<String, String> addresses(JsonNode entry) {
      Map<String, String> addresses = new TreeMap<>();
      entry
          .properties()
          .forEach(field -> {
            if (!NO_ADDRESS.contains(field.getKey()) && field.getValue().isString()) {
              addresses.put(field.getKey(), field.getValue().stringValue());
            }
          });
      return addresses;
    }

    private boolean is(Destination address, String written) {
      return (address.kind() != Destination.Kind.PHONE || endsAlike(address.address(), written))
          && Addresses.parse(address.kind(), written, locale)
              instanceof Addresses.Parsed.Right(Destination read)
          && read.common().equals(address.common());
    }

    /** Reading a number takes long, and a campaign may have a million of them. */
    private static boolean endsAlike(String phone, String written) {
      return end(phone).equals(end(written));
    }

    private static String end(String phone) {
      StringBuilder end = new StringBuilder();
      for (int i = phone.length() - 1; i >= 0 && end.length() < END; i--) {
        int digit = Character.digit(phone.charAt(i), 10);
        if (digit >= 0) {
          end.append(digit);
        }
      }
      return end.toString();
    }
  }
}
