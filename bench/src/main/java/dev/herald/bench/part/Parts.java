package dev.herald.bench.part;

import java.util.LinkedHashMap;
import java.util.Map;

/** All parts by name, in the order in which they run. */
public final class Parts {
  private static final Map<String, Part> ALL = new LinkedHashMap<>();

  static {
    ALL.put("limit", new Limit());
    ALL.put("store", new Store());
    ALL.put("endtoend", new EndToEnd());
    ALL.put("pipeline", new Pipeline());
    ALL.put("batch", new Batch());
    ALL.put("burst", new Burst());
    ALL.put("peers", new Peers());
    ALL.put("queue", new Queue());
    ALL.put("lanes", new LanesApart());
    ALL.put("campaign", new CampaignRun());
    ALL.put("tenants", new TenantsApart());
    ALL.put("cap", new Cap());
    ALL.put("cluster", new Cluster());
    ALL.put("monitoring", new Monitoring());
    ALL.put("scale", new Scale());
  }

  private Parts() {}

  public static Map<String, Part> all() {
    return ALL;
  }
}
