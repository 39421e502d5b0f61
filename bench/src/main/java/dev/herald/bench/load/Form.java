package dev.herald.bench.load;

import dev.herald.bench.standin.Stamp;

/** What kind of message is submitted, each for a node of its own. */
public enum Form {
  /** What is measured where nothing else is said: variables of every kind, a Chinese name. */
  NOTICE("grant.vested", "hengtong") {
    @Override
    void data(StringBuilder json, long number, long micros) {
      json.append("\"name\":\"韩梅梅\",\"grant\":\"2026-B-")
          .append(number)
          .append("\",\"shares\":")
          .append(100 + number % 9_900)
          .append(",\"price\":12.5,\"currency\":\"CNY\",\"vestedOn\":\"2026-11-20\",\"stamp\":\"")
          .append(Stamp.of(micros))
          .append('"');
    }
  },
  /** The same of the tenant whose provider takes many a call. */
  NOTICE_TOGETHER("grant.vested", "acme") {
    @Override
    void data(StringBuilder json, long number, long micros) {
      NOTICE.data(json, number, micros);
    }
  },
  /** Short and urgent. */
  LOGIN_CODE("login.code", "hengtong") {
    @Override
    void data(StringBuilder json, long number, long micros) {
      json.append("\"code\":\"")
          .append(100_000 + number % 900_000)
          .append("\",\"stamp\":\"")
          .append(Stamp.of(micros))
          .append('"');
    }
  },
  /** One of very many that nobody waits for. */
  CAMPAIGN("campaign.autumn", "hengtong") {
    @Override
    void data(StringBuilder json, long number, long micros) {
      json.append("\"name\":\"韩梅梅\",\"stamp\":\"").append(Stamp.of(micros)).append('"');
    }
  },
  /** The same without a stamp, so that only others' times are seen beside it. */
  FLOOD("campaign.autumn", "hengtong") {
    @Override
    void data(StringBuilder json, long number, long micros) {
      json.append("\"name\":\"韩梅梅\",\"stamp\":\"\"");
    }
  },
  /** The campaign's message, of another tenant. */
  OF_ANOTHER("campaign.autumn", "acme") {
    @Override
    void data(StringBuilder json, long number, long micros) {
      CAMPAIGN.data(json, number, micros);
    }
  };

  private static final long NUMBERS = 100_000_000;

  private final String node;
  private final String tenant;

  Form(String node, String tenant) {
    this.node = node;
    this.tenant = tenant;
  }

  public String node() {
    return node;
  }

  abstract void data(StringBuilder json, long number, long micros);

  /**
   * A submission's JSON, to phone numbers that follow from its number.
   *
   * @param idempotencyKey empty: it has none inside
   * @param recipients how many, each with variables of its own when there is more than one
   * @param micros its stamp
   * @param at when it is due; empty: at once
   */
  public void write(
      StringBuilder json,
      String idempotencyKey,
      long number,
      int recipients,
      long micros,
      String at) {
    json.append("{\"node\":\"").append(node);
    json.append("\",\"tenant\":\"").append(tenant).append("\",");
    if (!idempotencyKey.isEmpty()) {
      json.append("\"idempotencyKey\":\"").append(idempotencyKey).append("\",");
    }
    if (!at.isEmpty()) {
      json.append("\"at\":\"").append(at).append("\",");
    }
    json.append("\"to\":[");
    for (int i = 0; i < recipients; i++) {
      json.append(i == 0 ? "{" : ",{");
      phone(json, number + i);
      if (recipients > 1) {
        json.append(",\"data\":{");
        data(json, number + i, micros);
        json.append('}');
      }
      json.append('}');
    }
    json.append("],\"data\":{");
    if (recipients == 1) {
      data(json, number, micros);
    }
    json.append("}}");
  }

  private static void phone(StringBuilder json, long number) {
    String digits = Long.toString(number % NUMBERS + NUMBERS);
    json.append("\"phone\":\"+86138").append(digits, 1, digits.length()).append('"');
  }
}
