package dev.herald.channel;

import dev.herald.channel.CallReason.ProviderSaid.Kind;

/** Why a provider refuses a message permanently. */
public enum Rejection {
  /** This destination can't be reached: unknown, blocked, opted out. */
  RECIPIENT(Fault.DESTINATION),
  /** The source's credentials, permissions or configuration are wrong. */
  CREDENTIALS(Fault.SOURCE),
  /** The provider's template or signature is unknown, unapproved, or does not fit. */
  TEMPLATE(Fault.CONTENT),
  /** The content or its size is refused. */
  CONTENT(Fault.CONTENT),
  /** The source's account has no balance or contract volume left: a person must act. */
  QUOTA(Fault.SOURCE);

  private final Fault fault;

  Rejection(Fault fault) {
    this.fault = fault;
  }

  /** The provider's answer, as a reason. */
  Kind said() {
    return switch (this) {
      case RECIPIENT -> Kind.REFUSED_ADDRESS;
      case CREDENTIALS -> Kind.REFUSED_ACCOUNT;
      case TEMPLATE -> Kind.REFUSED_TEMPLATE;
      case CONTENT -> Kind.REFUSED_CONTENT;
      case QUOTA -> Kind.QUOTA_USED_UP;
    };
  }

  /** The default fault, unless more is known. */
  public Fault fault() {
    return fault;
  }
}
