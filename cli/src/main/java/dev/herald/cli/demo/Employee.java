package dev.herald.cli.demo;

import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A made-up person. */
record Employee(String code, String name, String email, String phone) {
  ObjectNode json() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("code", code).put("name", name);
    json.putObject("addresses")
        .put("email", email)
        .put("phone", phone)
        .put("telegram", code.replaceFirst("\\D", "7"))
        .put("app-push", "device-" + code);
    return json;
  }
}
