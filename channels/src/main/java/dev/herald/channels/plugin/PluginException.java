package dev.herald.channels.plugin;

import dev.herald.channels.plugin.PluginFault.Kind;

/** A plug-in that can't be used. */
final class PluginException extends Exception {
  private static final long serialVersionUID = 1;

  private final transient PluginFault fault;

  PluginException(Kind kind, String detail) {
    super(kind + ": " + detail, null, false, false);
    this.fault = new PluginFault(kind, detail);
  }

  PluginFault fault() {
    return fault;
  }
}
