package dev.herald.server.access;

/** Tells which tenants there are; whoever keeps them answers. */
public interface TenantCodes {
  boolean has(String code);
}
