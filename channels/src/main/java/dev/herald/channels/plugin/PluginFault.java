package dev.herald.channels.plugin;

/**
 * Why a plug-in can't be used.
 *
 * @param detail what it is about, such as the name of a class; for people
 */
public record PluginFault(Kind kind, String detail) {

  /** What kind of fault it is. */
  public enum Kind {
    /** It can't be read, or is no jar. */
    UNREADABLE,
    /** It names no connector provider. */
    PROVIDER_MISSING,
    /** A class that it needs is not in it, or is for another Java. */
    CLASS_MISSING,
    /** Its own code failed while it was made. */
    FAILED,
    /** Another plug-in has a connector of this name. */
    CONNECTOR_TWICE
  }
}
