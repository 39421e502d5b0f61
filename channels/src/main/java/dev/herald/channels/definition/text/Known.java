package dev.herald.channels.definition.text;

import java.util.List;

/** The members that each section of a definition may have. */
public enum Known {
  DEFINITION(
      "connector",
      "channel",
      "label",
      "destination",
      "source",
      "caps",
      "limits",
      "http",
      "let",
      "auth",
      "token",
      "steps",
      "contents",
      "request",
      "answer",
      "batch",
      "trace",
      "recall",
      "receipts",
      "balance",
      "dead",
      "idempotent",
      "ambiguous",
      "reasons",
      "examples"),
  FIELD("label", "secret", "required", "pattern", "fallback", "help"),
  REQUEST(
      "post", "put", "get", "patch", "delete", "query", "headers", "json", "form", "text", "auth"),
  STEP(
      "post", "put", "get", "patch", "delete", "query", "headers", "json", "form", "text", "auth",
      "value"),
  TOKEN(
      "post",
      "put",
      "get",
      "patch",
      "delete",
      "query",
      "headers",
      "json",
      "form",
      "text",
      "auth",
      "jwt",
      "clientCredentials",
      "value",
      "expires",
      "early"),
  JWT("alg", "key", "header", "claims", "lives"),
  CLIENT_CREDENTIALS("at", "id", "secret", "scope"),
  AUTH("basic", "bearer", "hmac", "tc3", "acs3", "standardWebhooks"),
  BASIC("user", "password"),
  HMAC("hash", "key", "over", "as", "header", "prefix"),
  TC3("id", "key", "service"),
  ACS3("id", "key"),
  STANDARD_WEBHOOKS("id", "secret"),
  ANSWER(
      "success",
      "accepted",
      "id",
      "code",
      "reason",
      "retryAfter",
      "results",
      "errors",
      "otherwise"),
  EACH("each", "to", "success", "accepted", "id", "code", "reason"),
  ERROR("status", "code", "when", "class", "fault", "retryAfter", "reason"),
  BATCH("most", "by", "when", "ambiguous", "request", "answer"),
  RECALL("within", "request", "answer"),
  RECALL_ANSWER("success", "accepted", "code", "reason", "retryAfter", "errors", "otherwise"),
  TRACE("request", "answer", "follow"),
  TRACE_ANSWER("report", "accepted", "delivered", "read", "undelivered", "id", "reason", "failed"),
  BALANCE("request", "answer"),
  BALANCE_ANSWER("left", "currency", "failed"),
  RECEIPTS(
      "verify",
      "opened",
      "challenge",
      "each",
      "id",
      "message",
      "to",
      "state",
      "states",
      "code",
      "reason",
      "replies",
      "answer"),
  VERIFY("given", "made"),
  CHALLENGE("when", "text", "json"),
  REPLIES("each", "when", "id", "from", "text", "answers"),
  RECEIPT_ANSWER("json", "text"),
  EXAMPLES("source", "to", "requests", "answers"),
  EXAMPLE_REQUEST("content", "source", "to", "url", "query", "headers", "json", "form", "text"),
  EXAMPLE_ANSWER("status", "headers", "body", "is", "after");

  private final List<String> members;

  Known(String... members) {
    this.members = List.of(members);
  }

  public List<String> members() {
    return members;
  }
}
