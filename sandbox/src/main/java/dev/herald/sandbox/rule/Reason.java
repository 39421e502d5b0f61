package dev.herald.sandbox.rule;

/** Why a provider may refuse a message. Each stand-in has its own words for it. */
public enum Reason {
  /** The account is unknown, switched off or its secret wrong. */
  CREDENTIALS,
  /** Too many calls. */
  THROTTLED,
  /** The provider has trouble of its own. */
  BUSY,
  /** There is no such destination, or it wants nothing. */
  RECIPIENT,
  /** The provider-side template or signature is not approved. */
  TEMPLATE,
  /** The provider won't carry this content. */
  CONTENT,
  /** The account has no money left. */
  QUOTA
}
