package dev.herald.server.reason;

import java.util.Locale;

/** What people look for and name by a code. The catalogue has a name for each in each language. */
public enum Thing {
  APPLICATION,
  TENANT,
  NODE,
  TEMPLATE,
  VERSION,
  RECIPIENT,
  SOURCE,
  CONNECTOR,
  DEFINITION,
  LANE,
  ROLE,
  FILTER,
  STATE,
  EFFECT,
  CAUSE,
  KEYWORD,
  FORMAT,
  STYLE,
  PROPERTY,
  SECTION,
  USER,
  SESSION,
  KEY,
  MESSAGE,
  RULE,
  SUPPRESSION,
  DELIVERY,
  RESEND,
  CHANNEL,
  CODE,
  REQUEST,
  MODE,
  SCOPE,
  SUBSCRIPTION,
  ANSWER,
  ACT,
  ALARM,
  SILENCE,
  RECORD,
  FEED,
  HOLD,
  SCHEDULE,
  TOPIC,
  RECEIPTS,
  DEVICE,
  UPLOAD,
  IMPORT,
  CAMPAIGN;

  /** As reasons have it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
