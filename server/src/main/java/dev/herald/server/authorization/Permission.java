package dev.herald.server.authorization;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What a caller may be allowed to do. */
public enum Permission {
  /** Look: configuration, messages with masked data, figures. */
  READ,
  /** Act on messages: resend, cancel, pause, resume, try out. */
  OPERATE,
  /** Change what is sent: nodes, templates, sources, tenants, recipients. */
  EDIT,
  /** Decide who may: applications and their keys, users, the audit log, whole configurations. */
  ADMINISTER,
  /** See addresses and variables in the clear; each look is recorded. */
  SEE_PERSONAL_DATA,
  /** Hand in messages: for keys only, since no business system signs in. */
  SEND,
  /** Take messages from feeds, and say what became of them: for keys only. */
  PULL,
  /** Make tokens by which recipients read their inboxes: for keys only. */
  INBOX,
  /** See and set what people want to be sent: operators, and keys that have this scope. */
  PREFERENCES,
  /** Read one's own inbox: for recipients' tokens only. */
  RECEIVE;

  @JsonValue
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
